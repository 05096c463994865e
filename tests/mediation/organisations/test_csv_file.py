"""A CSV file makes the tree, all or nothing, and every fault is told with its line."""

import pytest

from mediation.csv_import import CannotImport
from mediation.organisations import csv_file, store

HEAD = "编码,名称,类别,上级编码,镇街\n"


@pytest.fixture
def file(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "机构.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


async def codes(database):
    async with database.reading() as session:
        return {one.code: one.path for one in await store.everything(session)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
async def test_villages_come_under_their_town_in_any_usual_encoding(database, file, encoding):
    text = HEAD + "370404103201,王庄村,村居,370404103,\n370404103202,贾泉村,村居,370404103,\n"
    assert await csv_file.import_file(database, file(text, encoding)) == 2
    assert (await codes(database))["370404103201"] == "/370404/370404103/370404103201/"


async def test_children_may_stand_before_their_parents(database, file):
    text = HEAD + "aa01,新村,村居,aa00,\naa00,新镇,镇街,370404,榴园镇\n"
    await csv_file.import_file(database, file(text))
    assert (await codes(database))["aa01"] == "/370404/aa00/aa01/"


async def test_the_same_file_twice_makes_nothing_twice(database, file):
    path = file(HEAD + "aa01,新村,村居,370404103,\n")
    await csv_file.import_file(database, path)
    before = await codes(database)
    await csv_file.import_file(database, path)
    assert await codes(database) == before


async def test_a_department_brings_what_it_is_for_and_keeps_it_where_a_file_has_no_column(
    database, file
):
    rich = (
        "编码,名称,类别,上级编码,管的类型,管的去向,别名\n"
        "renshe,区人社局,行业部门,370404,其他劳动争议、旅游,labour_arbitration,劳动局\n"
    )
    await csv_file.import_file(database, file(rich))
    poor = HEAD + "renshe,区人社局（新）,行业部门,370404,\n"
    await csv_file.import_file(database, file(poor))
    async with database.reading() as session:
        one = await store.by_code(session, "renshe")
    assert one.name == "区人社局（新）"
    assert (one.types, one.also) == (["其他劳动争议", "旅游"], ["劳动局"])
    assert one.routes == ["labour_arbitration"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["第 1 行：缺少列 编码、名称、类别、上级编码"]),
        ("编码,名称\n1,2\n", ["第 1 行：缺少列 类别、上级编码"]),
        (HEAD + "aa01,新村,村居,nowhere,\n", ["第 2 行：上级编码 nowhere 不存在"]),
        (HEAD + "aa01,新村,村居,,\n", ["第 2 行：上级编码 （空） 不存在"]),
        (HEAD + "aa01,新村,村居,renshe,\n", ["第 2 行：村居不能归在行业部门下面"]),
        (HEAD + "aa01,新村,自然村,370404103,\n", ["第 2 行：类别 不对"]),
        (HEAD + "!,村,村居,370404103,\n", ["第 2 行：名称、编码 不对"]),
        (HEAD + "aa01,新村,村居,370404103,\naa01,老村,村居,370404103,\n", ["第 3 行：编码 aa01 写了两次"]),
        (HEAD + "aa01,新镇,镇街,370404,青岛\n", ["第 2 行：镇街要写七个镇街之一"]),
        (HEAD + "aa01,甲村,村居,x1,\naa02,乙村,村居,x2,\n",
         ["第 2 行：上级编码 x1 不存在", "第 3 行：上级编码 x2 不存在"]),
    ],
)  # fmt: skip
async def test_every_fault_is_told_and_nothing_is_written(database, file, text, told):
    before = await codes(database)
    with pytest.raises(CannotImport) as refused:
        await csv_file.import_file(database, file(text))
    assert refused.value.report == told
    assert await codes(database) == before


@pytest.mark.parametrize(
    "rubbish", [b"\xff\xfe\x00\x01", b'"' * 999, b"\x00" * 50, b"x" * 1_048_577]
)
async def test_rubbish_is_refused(database, tmp_path, rubbish):
    path = tmp_path / "rubbish.csv"
    path.write_bytes(rubbish)
    with pytest.raises(CannotImport):
        await csv_file.import_file(database, path)
    with pytest.raises(CannotImport):
        await csv_file.import_file(database, tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("respondent", "code"),
    [
        ("榴园镇政府", "370404103"),
        ("榴园镇王书记", None),
        ("榴园镇的邻居韩广田", None),
        ("人社局的工作人员", "renshe"),
        ("区公安分局榴园派出所", "gongan"),
        ("韩广田", None),
        (None, None),
    ],
)
async def test_an_organisation_is_found_in_words_and_a_place_is_none(database, respondent, code):
    async with database.reading() as session:
        found = await store.named_in(session, respondent)
    assert (found.code if found else None) == code
