"""The application on PostgreSQL: a temporary cluster of Debian's packages, on a socket of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from mediation.app import make_app
from mediation.settings import Settings
from tests.mediation.conftest import TOKEN, Service

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
SOMEBODY = "nobody"


def _as_somebody(*command):
    """PostgreSQL refuses to run as root: whoever is root runs it as nobody."""
    if os.geteuid() == 0:
        command = ("setpriv", f"--reuid={SOMEBODY}", "--regid=nogroup", "--clear-groups", *command)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


@pytest.fixture(scope="session")
def cluster():
    """The socket's folder of a running cluster."""
    if not BINARIES:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam(SOMEBODY).pw_uid, -1)
    binaries, data = BINARIES[-1].parent, folder / "data"
    _as_somebody(
        str(binaries / "initdb"), "-D", str(data), "-U", "mediation", "-A", "trust", "-E", "UTF8",
        "--locale=C.UTF-8", "--no-sync",
    )  # fmt: skip
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c timezone=America/New_York"
    server = str(binaries / "pg_ctl")
    _as_somebody(server, "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
    yield folder
    _as_somebody(server, "-D", str(data), "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def address(cluster, tmp_path):
    """An empty database of the test's own."""
    name = f"t{abs(hash(str(tmp_path)))}"
    made = ("-h", str(cluster), "-U", "mediation", name)
    _as_somebody(str(BINARIES[-1].parent / "createdb"), *made)
    return f"postgresql+asyncpg://mediation@/{name}?host={cluster}"


@pytest.fixture
def settings(tmp_path, address):
    return Settings(mediation_api_token=TOKEN, var_dir=tmp_path, database_url=address)


@pytest.fixture
async def service(settings, aiohttp_client):
    return Service(await aiohttp_client(make_app(settings)))
