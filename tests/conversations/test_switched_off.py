"""An answer that staff switch off is not given out any more, without a restart."""

import asyncio
import uuid

from mediation.db import Database
from mediation.questions import switch
from mediation.vault.keyring import Keyring

ASKED = "离婚后孩子抚养费一般给到多大"
ENTRY = "child_support_amount"


def turn(stack, *, on):
    async def change():
        keyring = Keyring.parse(stack.environment["MEDIATION_DATA_KEYS"])
        database = Database(f"sqlite+aiosqlite:///{stack.logs / 'mediation.db'}", keyring)
        try:
            assert await switch.turn(database, ENTRY, "li.na", on=on)
        finally:
            await database.close()

    asyncio.run(change())


def answer(stack):
    return "\n\n".join(stack.say(uuid.uuid4().hex, ASKED))


def test_an_entry_switched_off_is_not_given_out_and_comes_back(stack):
    before = answer(stack)
    assert "依据：" in before
    turn(stack, on=False)
    try:
        assert before.splitlines()[0] not in answer(stack)
    finally:
        turn(stack, on=True)
    assert answer(stack) == before
