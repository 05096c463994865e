"""The tree of offices with all its villages: folded by town, searched by what people call them."""

import re

import pytest

from mediation.organisations import csv_file
from tests.mediation.conftest import Service

TOWNS = {"370404103": "榴园镇", "370404101": "阴平镇", "370404001": "坛山街道"}
VILLAGES = 110


@pytest.fixture
async def villages(desk, service: Service, tmp_path):
    lines = [
        f"{town}{number:03d},{name[:2]}{number}村,村居,{town},{name}"
        for town, name in TOWNS.items()
        for number in range(1, VILLAGES + 1)
    ]
    file = tmp_path / "村居.csv"
    file.write_text("编码,名称,类别,上级编码,镇街\n" + "\n".join(lines), "utf-8")
    await csv_file.import_file(service.database, file)
    return desk


def shown(page):
    return re.findall(r"<b>([^<]+)</b>", page[page.index('class="card offices"') :])


async def test_every_office_is_there_once_and_towns_are_folded(villages):
    page = await villages.read("/organisations")
    names = shown(page)
    assert len(names) == len(set(names)) == 21 + 3 * VILLAGES
    assert page.count("<details open>") == 1
    assert page.count(f'<span class="count">{VILLAGES}<') == len(TOWNS)
    assert names.index("榴园镇") + 1 == names.index("榴园1村")


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("榴园77村", ["峄城区社会矛盾纠纷调处化解中心", "榴园镇", "榴园77村"]),
        ("370404101009", ["峄城区社会矛盾纠纷调处化解中心", "阴平镇", "阴平9村"]),
        ("劳动局", ["峄城区社会矛盾纠纷调处化解中心", "区人力资源和社会保障局"]),
        ("环境污染", ["峄城区社会矛盾纠纷调处化解中心", "生态环境局峄城分局"]),
        ("WENLV", ["峄城区社会矛盾纠纷调处化解中心", "区文化和旅游局"]),
        ("没有这个村", []),
        ("<b>", []),
        ("'; DROP TABLE organisations", []),
    ],
)
async def test_a_search_leaves_what_it_finds_and_what_stands_above(villages, q, names):
    page = await villages.read(f"/organisations?q={q.replace(';', '%3B')}")
    assert shown(page) == names
    if names:
        assert page.count("<details open>") == len(names) - 1
    else:
        assert "没有叫" in page


async def test_only_who_keeps_accounts_is_told_how_to_import(desk):
    assert "import-organisations" not in await desk.read("/organisations")
