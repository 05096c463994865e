"""Encrypted columns: refused where SQL cannot compare them, and read by the keys of their engine."""

import pytest
from sqlalchemy import select, text

from mediation.db import Database
from mediation.models import Case
from mediation.vault.keyring import CannotOpen, Keyring

ANOTHER = "another-key-of-personal-data-for-tests"


@pytest.mark.parametrize(
    "condition",
    [
        lambda: Case.applicant_name == "韩素芬",
        lambda: Case.applicant_phone.in_(["13900000417"]),
        lambda: Case.narrative.contains("占道"),
        Case.respondent_name.desc,
    ],
)
def test_comparing_is_refused_where_it_is_written(condition):
    with pytest.raises(TypeError, match="use its hash"):
        condition()


async def test_whether_there_is_a_value_can_be_asked(service):
    await service.has_case(respondent={"name": None, "phone": None})
    async with service.database.reading() as session:
        assert await session.scalar(select(Case.no).where(Case.respondent_name.is_(None)))


async def test_another_key_is_an_error_and_never_an_empty_field(service, settings):
    await service.has_case()
    other = Database(settings.database, Keyring([ANOTHER]))
    async with other.reading() as session:
        with pytest.raises(CannotOpen):
            await session.scalar(select(Case))
    await other.close()


async def test_the_database_itself_holds_neither_names_nor_numbers_nor_words(service):
    await service.has_case()
    async with service.database.reading() as session:
        (row,) = await session.execute(text("SELECT * FROM cases"))
        (words,) = (await session.execute(text("SELECT text FROM case_texts"))).one()
    assert "韩素芬" not in str(row)
    assert "13900000417" not in str(row)
    assert "占了俺家滴水檐" not in str(row)
    assert "占了俺家滴水檐" in words
    assert "韩广田" not in words
