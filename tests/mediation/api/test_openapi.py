"""Whatever fits the description is taken, whatever does not is refused, and nothing breaks."""

import asyncio
import copy
import json
import sys
from pathlib import Path

import pytest

from mediation import sources
from mediation.api.openapi import document
from tests.mediation.conftest import TOKEN
from tests.mediation.console.conftest import Desk, hire

CONFIGURATION = Path(__file__).parent / "schemathesis.toml"
SEED = "370404"
PATIENCE = 60


def described_for(place):
    """The description with the one body that counts for who asks: first the bot's, second an office's."""
    narrowed = copy.deepcopy(document())
    for path in narrowed["paths"].values():
        for operation in path.values():
            kinds = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if kinds and "anyOf" in kinds["schema"]:
                kinds["schema"] = kinds["schema"]["anyOf"][place]
    return narrowed


async def fuzzed(service, tmp_path, described, header, *options):
    """What schemathesis finds when it asks with all its checks; deterministic by its seed."""
    (tmp_path / "openapi.json").write_text(json.dumps(described), encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIGURATION)),
        *("run", "openapi.json", "--url", str(service.client.make_url("/")).rstrip("/")),
        *("-H", header, "--checks", "all", "--seed", SEED, "--generation-deterministic"),
        *("--generation-allow-x00", "false", "--no-color"),
        *("--continue-on-failure", "--no-shrink", *options),
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            said, _ = await process.communicate()
    except TimeoutError:
        process.kill()
        raise
    return process.returncode, said.decode()


async def test_the_bot_finds_the_api_as_described(service, tmp_path):
    result, said = await fuzzed(
        service,
        tmp_path,
        described_for(0),
        f"Authorization: Bearer {TOKEN}",
        *("--phases", "coverage,fuzzing,stateful", "--max-examples", "12"),
    )
    assert result == 0, said
    assert "Tested: 7" in said
    assert await service.rows("cases") != []


async def test_another_office_finds_the_api_as_described(service, tmp_path):
    token = await sources.add(service.database, "xinfang", "petition", "区信访局")
    result, said = await fuzzed(
        service,
        tmp_path,
        described_for(1),
        f"Authorization: Bearer {token}",
        *("--phases", "coverage,fuzzing", "--max-examples", "12"),
        *("--exclude-path", "/api/v1/alerts", "--exclude-path", "/api/v1/questions"),
    )
    assert result == 0, said
    assert "Tested: 5" in said
    assert await service.rows("cases") != []


@pytest.mark.parametrize("role", ["clerk", "auditor"])
async def test_staff_read_the_api_as_described(service, tmp_path, aiohttp_client, role):
    await hire(service.database, "li.na", "李娜", role)
    desk = await Desk(service, aiohttp_client).open()
    assert (await desk.sign_in()).status == 303
    await service.has_case()
    result, said = await fuzzed(
        service,
        tmp_path,
        described_for(0),
        f"Cookie: session={desk.cookie()}",
        *("--phases", "coverage,fuzzing", "--max-examples", "12", "--include-method", "GET"),
    )
    assert result == 0, said
    assert "Tested: 3" in said
