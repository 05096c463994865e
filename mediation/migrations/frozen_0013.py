"""What migration 0013 writes, as it was on its day: index, hashes, triggers. Never to be changed.

A database that comes from before 0013 gets exactly what the later migrations expect to find, whatever
the service has become. Copied from ``mediation.cases.fulltext``, ``mediation.cases.people``,
``mediation.models.case_index`` and ``mediation.vault.append_only`` with the words of
``data/knowledge/lexicons``; of the service only the keys are used, whose values say which form they have.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.engine import Connection

from mediation.vault.keyring import Keyring

ALL_NUMBERS: Final = re.compile(r"(?<![0-9])\+?[0-9](?:[ -]?[0-9]){6,17}[xX]?(?![0-9])")
COUNTRY: Final = re.compile(r"^(?:\+|00)?86(?=1[0-9]{10}$)")
BREAKS: Final = re.compile(r"[\W_]+")
LONGEST_WITH_TITLE: Final = 9
SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜"
    "崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文洪樊"
    "兰殷施翟安颜倪牛温芦季俞章鲁葛庞毕聂丛焦辛涂欧管柴祝梅盛霍庄苗柳包耿阎凌齐宁詹伍裴卫岳左关褚种渠满邢单冉靳隋"
    "解时胥甄尚晁訾生仲步巩宫宗屈窦闵童荣纪桑车曲郁滕麻牟逄昝仝郗鹿綦亓冀晏鞠燕蔺丰井卞相寇狄司桂祁路费简游阮喻查"
    "甘柏应景申房卜边占佟项钮阚杭"
)
DOUBLE_SURNAMES: Final = (
    "欧阳 司马 上官 诸葛 东方 夏侯 皇甫 尉迟 公孙 慕容 令狐 司徒 宇文 长孙 端木 南宫"
)
SURNAME: Final = f"(?:{DOUBLE_SURNAMES.replace(' ', '|')}|[{SURNAMES}])"
PERSON: Final = re.compile(f"{SURNAME}[一-鿿]{{1,3}}")
BEHIND_TITLE: Final = re.compile(f"..+?({SURNAME}[一-鿿]{{1,2}})$")
ORGANISATION_ENDS: Final = (
    "保健院 养老院 敬老院 月子中心 供暖公司 驿站 4s店 快递点 直播间 商城 农资店 有限责任公司 "
    "有限公司 分公司 公司 集团 合作社 村委会 居委会 业委会 卫生院 卫生室 诊所 医院 中学 小学 学校 "
    "幼儿园 驾校 培训班 培训学校 培训机构 旅行社 养殖场 养猪场 养鸡场 加工厂 石料厂 化工厂 砖厂 "
    "纺织厂 服装厂 厂 超市 商店 专卖店 旗舰店 网店 淘宝店 饭店 酒店 宾馆 理发店 美容院 健身房 "
    "健身馆 4S店 银行 信用社 工程队 施工队 装修队 项目部 工作室 车行 店"
)


def create_index(connection: Connection) -> None:
    """Make the full-text index, empty."""
    for statement in _MAKE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def remove_index(connection: Connection) -> None:
    """Drop it."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TABLE case_texts_grams")
    connection.exec_driver_sql("DROP TABLE case_texts")


def index(connection: Connection, row: Any) -> None:
    """Put a case, that is not there yet, into the index.

    Args:
        row: with its ``id no village place narrative applicant_name respondent_name`` in clear.
    """
    said = _searchable(row)
    grams = [gram for run in said.split() for gram in _pairs(run)]
    if connection.dialect.name == "sqlite":
        connection.execute(_PUT_TEXT, {"id": row.id, "text": said})
        connection.execute(_PUT_GRAMS, {"id": row.id, "grams": " ".join(grams)})
    else:
        values = {"id": row.id, "text": said, "grams": sorted(set(grams))}
        connection.execute(_PUT_ON_POSTGRES, values)


def digest(keyring: Keyring, of: str, value: str | None) -> str | None:
    """The hash of a name or telephone; None for none.

    Args:
        of: its column, whose name ends in the kind of hash.
    """
    kind = of.rpartition("_")[2]
    key = (_name_key(value) if kind == "name" else _phone_key(value)) if value else ""
    return keyring.digest(kind, key) if key else None


def lift(connection: Connection) -> None:
    """Let the rest of the transaction change the log."""
    if connection.dialect.name == "sqlite":
        for verb in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS audit_log_no_{verb}")
    else:
        connection.exec_driver_sql("ALTER TABLE audit_log DISABLE TRIGGER audit_log_append_only")


def guard(connection: Connection) -> None:
    """Refuse again."""
    if connection.dialect.name == "sqlite":
        for verb in ("update", "delete"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER audit_log_no_{verb} BEFORE {verb.upper()} ON audit_log "
                "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
            )
    else:
        connection.exec_driver_sql("ALTER TABLE audit_log ENABLE TRIGGER audit_log_append_only")


def _searchable(row: Any) -> str:
    said = "\n".join(part for part in (row.village, row.place, row.narrative) if part)
    for name in (row.applicant_name, row.respondent_name):
        person = _person_in(name) if name else None
        if person:
            said = said.replace(person, "\n")
    plain = unicodedata.normalize("NFKC", f"{row.no}\n{ALL_NUMBERS.sub(chr(10), said)}").casefold()
    return " ".join(run for run in BREAKS.split(plain) if run)


def _pairs(run: str) -> list[str]:
    return [*(run[at : at + 2] for at in range(len(run) - 1)), run[-1]]


def _name_key(typed: str) -> str:
    plain = unicodedata.normalize("NFKC", typed).casefold()
    plain = re.sub(r"[\s·•.]", "", plain)
    return _person_in(plain) or plain


def _phone_key(typed: str) -> str:
    plain = re.sub(r"[^0-9+]", "", unicodedata.normalize("NFKC", typed))
    return COUNTRY.sub("", plain).replace("+", "")


def _person_in(name: str) -> str | None:
    if len(name) > LONGEST_WITH_TITLE or name.endswith(tuple(ORGANISATION_ENDS.split())):
        return None
    if PERSON.fullmatch(name):
        return name
    behind_title = BEHIND_TITLE.search(name)
    return behind_title[1] if behind_title else None


_MAKE: Final = {
    "sqlite": (
        "CREATE TABLE case_texts (case_id INTEGER PRIMARY KEY REFERENCES cases (id), text TEXT NOT NULL)",
        """CREATE VIRTUAL TABLE case_texts_grams USING fts5
        (grams, content='', columnsize=0, prefix='1', tokenize='ascii')""",
    ),
    "postgresql": (
        """CREATE TABLE case_texts (case_id INTEGER PRIMARY KEY REFERENCES cases (id),
        text TEXT NOT NULL, grams TSVECTOR NOT NULL)""",
        "CREATE INDEX ix_case_texts_grams ON case_texts USING gin (grams)",
    ),
}
_PUT_TEXT: Final = text("INSERT INTO case_texts (case_id, text) VALUES (:id, :text)")
_PUT_GRAMS: Final = text("INSERT INTO case_texts_grams (rowid, grams) VALUES (:id, :grams)")
_PUT_ON_POSTGRES: Final = text(
    "INSERT INTO case_texts (case_id, text, grams)"
    " VALUES (:id, :text, array_to_tsvector(CAST(:grams AS text[])))"
)
