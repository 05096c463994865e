"""How an entry and its articles are put before a citizen; no word of law is added here."""

from __future__ import annotations

from legal import statutes
from legal.entries import Citation, Entry

STATE_NAME = "中华人民共和国"


def answer(entry: Entry) -> str:
    """The answer with the articles it rests on, their dates, and the next door to knock on."""
    return f"{entry.answer}\n依据：{basis(entry)}。\n下一步：{entry.next_step}"


def basis(entry: Entry) -> str:
    """The articles of an entry, for example ``《民法典》第一千零七十七条（2021年1月1日起施行）``."""
    return "；".join(dict.fromkeys(_cited(cited) for cited in entry.citations))


def original(entry: Entry) -> list[str]:
    """The articles of an entry, verbatim from the database, one message each."""
    names = dict.fromkeys((cited.law, cited.article) for cited in entry.citations)
    found = [statutes.article(law, number) for law, number in names]
    return [f"{one.law}{one.number}\n{one.text}" for one in found if one is not None]


def _cited(cited: Citation) -> str:
    year, month, day = cited.since.split("-")
    name = cited.law.removeprefix(STATE_NAME)
    return f"《{name}》{cited.article}（{year}年{int(month)}月{int(day)}日起施行）"
