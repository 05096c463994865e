"""A temporary PostgreSQL cluster of Debian's packages, on a socket of its own."""

import asyncio
import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import asyncpg

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
MEMORY = Path("/dev/shm")
ENOUGH = 2 * 1024**3
SOMEBODY = "nobody"
USER = "mediation"


class Cluster:
    """A running cluster; its folder holds the socket."""

    def __init__(self, folder):
        self.folder = folder

    def address(self, name):
        return f"postgresql+asyncpg://{USER}@/{name}?host={self.folder}"

    def make(self, name, template="template0"):
        """An empty database, or a copy of another one."""
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.address(name)

    def drop(self, name):
        self._do(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _do(self, statement):
        async def do():
            connection = await asyncpg.connect(
                host=str(self.folder), user=USER, database="postgres"
            )
            await connection.execute(statement)
            await connection.close()

        asyncio.run(do())


def _as_somebody(*command):
    """PostgreSQL refuses to run as root: whoever is root runs it as nobody."""
    if os.geteuid() == 0:
        command = ("setpriv", f"--reuid={SOMEBODY}", "--regid=nogroup", "--clear-groups", *command)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def _where():
    """Memory where there is enough of it: making a database for each test is mostly writing."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH
    return MEMORY if roomy else None


@contextmanager
def running():
    """A cluster in a time zone of its own, gone afterwards with all that is in it."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-", dir=_where()))
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam(SOMEBODY).pw_uid, -1)
    binaries, data = BINARIES[-1].parent, folder / "data"
    _as_somebody(
        str(binaries / "initdb"), "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8",
        "--locale=C.UTF-8", "--no-sync",
    )  # fmt: skip
    options = (
        f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off"
        " -c timezone=America/New_York"
    )
    server = str(binaries / "pg_ctl")
    _as_somebody(server, "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield Cluster(folder)
    finally:
        _as_somebody(server, "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)
