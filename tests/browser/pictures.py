"""Takes the pictures of the staff's handbook anew: ``python -m tests.browser.pictures [NAME …]``.

A real Chromium at the real backend, filled with the invented district of ``make demo`` and invented
people besides. Without names all of them are taken; they go to ``docs/images/``.
"""

import sys
import tempfile
from pathlib import Path

from mediation.demo.people import VILLAGES
from tests.browser.office import opened_office
from tests.browser.test_work import agreed, draws_up, records
from tests.docs.pages import ROOT
from tests.mediation.samples import alert_body

FOLDER = ROOT / "docs" / "images"
CASES = "600"
HEIGHT = 900
TOLD = (
    "邻居韩广田盖偏房占了两家中间的夹道，俺家三轮车出不去。俺去说他，他提着铁锨出来，让俺走着瞧，"
    "这几天又天天堵俺家大门口骂。"
)
WAGES = "包工头刘强欠我五千块工钱，有欠条，找他好几回，都说再等等。"
DANGER = {
    "level": "red",
    "signals": [
        {"code": "weapon_threat", "text": "提着铁锨"},
        {"code": "threat", "text": "让俺走着瞧"},
        {"code": "repeated_trouble", "text": "天天堵"},
    ],
    "source": "bot",
}


def case(office, page):
    lines = [
        {"at": "2026-11-24T09:05:00+08:00", "from": "citizen", "text": TOLD},
        {
            "at": "2026-11-24T09:05:02+08:00",
            "from": "bot",
            "text": "人身安全第一，他要是动手，马上打110。您和家里人现在安全吗？",
        },
        {"at": "2026-11-24T09:06:00+08:00", "from": "citizen", "text": "现在没事，门锁好了"},
    ]
    no = office.has_case(narrative=TOLD, urgency=DANGER, transcript=lines, citizen="picture-1")
    office.post(
        "/alerts",
        alert_body(citizen="picture-1", text="他又提着铁锨来了，在大门口骂", signals=[]),
        "picture-alert",
    )
    page.goto(f"/cases/{no}")
    page.screenshot(path=FOLDER / "console-case.png")


def alert(office, page):
    office.has_case(narrative=WAGES, citizen="picture-3", urgency={"level": "blue", "signals": []})
    told = alert_body(
        citizen="picture-3",
        draft_id="picture-draft",
        other_matter=True,
        text="俺儿又砸门，手里有刀",
    )
    office.post("/alerts", told, "picture-unknown")
    page.goto("/")
    page.locator(".alerts").screenshot(path=FOLDER / "console-alert.png")


def work(office, page):
    no = agreed(office, page)
    page.get_by_text("问当事人", exact=True).last.click()
    page.get_by_label("一回问一件事").fill("墙什么时候挪好？")
    page.get_by_role("button", name="发出去").click()
    page.goto(f"/cases/{no}")
    _shot(page, "#work", "console-work.png")


def record(office, page):
    no = agreed(office, page)
    records(page)
    page.get_by_text("更正第 1 次的记录").click()
    page.get_by_label("哪里错了").fill("地点是镇司法所，不是村委会。")
    page.get_by_role("button", name="保存更正").click()
    page.goto(f"/cases/{no}")
    page.get_by_text("写一次调解记录").click()
    _shot(page, "#records", "console-records.png")


def agreement(office, page):
    no = agreed(office, page)
    records(page)
    draws_up(page)
    page.locator("#agreement").get_by_role("button", name="记下签字").click()
    page.goto(f"/cases/{no}")
    page.get_by_text("记司法确认").click()
    _shot(page, "#agreement", "console-agreement.png")


def closing(office, page):
    kind = {"name": "拖欠农民工工资", "confidence": 0.9, "source": "bot", "ranking": []}
    told = {"at": "2026-11-24T09:05:00+08:00", "from": "citizen", "text": WAGES}
    no = office.has_case(
        dispute_type=kind,
        narrative=WAGES,
        transcript=[told],
        urgency={"level": "blue", "signals": [], "source": "bot"},
        applicant={"name": "马大柱", "phone": "13900000418"},
        respondent={"name": "刘强", "phone": None},
    )
    page.goto(f"/cases/{no}")
    page.get_by_role("button", name="受理", exact=True).first.click()
    page.get_by_text("问当事人", exact=True).last.click()
    page.get_by_label("一回问一件事").fill("工钱一共欠几个月？")
    page.get_by_role("button", name="发出去").click()
    page.goto(f"/cases/{no}")
    page.get_by_text("办结这件案子").click()
    _shot(page, "#closing", "console-closing.png")


def dispatch(office, page):
    no = office.has_case(town="榴园镇", village=None, citizen="picture-2")
    page.goto(f"/cases/{no}")
    page.get_by_role("button", name="受理", exact=True).first.click()
    page.get_by_text("想请谁、谁要回避").click()
    _shot(page, "#dispatch", "console-dispatch.png")


def organisations(office, page):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "villages.csv"
        rows = [
            f"370404103{at:03d},{name},村居,370404103,榴园镇" for at, name in enumerate(VILLAGES)
        ]
        file.write_text("\n".join(["编码,名称,类别,上级编码,镇街", *rows]), encoding="utf-8")
        office.run("import-organisations", str(file))
    page.goto("/organisations")
    page.locator("summary", has_text="榴园镇").click()
    page.mouse.move(0, 0)
    page.screenshot(path=FOLDER / "console-organisations.png")


PAGES = {
    "queue": "/?status=all",
    "visits": "/visits",
    "calendar": "/calendar",
    "overdue": "/overdue",
    "letters": "/letters",
    "statistics": "/statistics",
    "questions": "/questions",
    "staff": "/staff",
    "mediators": "/mediators",
}
"""Pages that are taken as they stand: picture → address."""
DONE = {
    one.__name__: one
    for one in (case, alert, dispatch, work, record, agreement, closing, organisations)
}
"""Pictures for which something has to be done first."""


def main(names):
    """Take the pictures asked for, by default all."""
    with tempfile.TemporaryDirectory() as folder, opened_office(Path(folder)) as office:
        office.run("demo", "--cases", CASES)
        for name in names or (*PAGES, *DONE):
            page = office.desk()
            page.set_viewport_size({"width": 1280, "height": HEIGHT})
            if name in PAGES:
                page.goto(PAGES[name])
                page.screenshot(path=FOLDER / f"console-{name}.png")
            else:
                DONE[name](office, page)
            page.context.close()


def _shot(page, place, name):
    """A card with what stands below it, under the bar that stays at the top."""
    page.locator(place).evaluate(
        "(card) => window.scrollTo({top: card.offsetTop - 90, behavior: 'instant'})"
    )
    page.mouse.move(0, 0)
    page.screenshot(path=FOLDER / name)


if __name__ == "__main__":
    main(sys.argv[1:])
