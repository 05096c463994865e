"""``make run``: everything on loopback, until Ctrl-C."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from honcho.manager import Manager
from honcho.printer import Printer

from launcher.environment import settings
from launcher.preflight import problems
from launcher.processes import Part, parts
from launcher.readiness import first_account, watch

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Check, start, announce; return the first failing process's code when one ends."""
    os.umask(0o077)  # what the processes write holds names and phones
    environment = settings(ROOT)
    found = problems(environment, ROOT)
    if found:
        print("\n".join(f"cannot start: {problem}" for problem in found), file=sys.stderr)
        return 1
    started = parts(environment, ROOT)
    manager = Manager(Printer(sys.stdout))
    for part in started:
        manager.add_process(part.name, part.command, env=environment, cwd=str(ROOT))
    print(f"Starting {', '.join(part.name for part in started)} …", flush=True)
    threading.Thread(target=_announce, args=(started, environment), daemon=True).start()
    manager.loop()
    return int(manager.returncode or 0)


def _announce(started: list[Part], environment: Mapping[str, str]) -> None:
    if not watch(started, lambda line: print(line, flush=True)):
        return
    lines = [
        "",
        "小峄 is ready.",
        f"  public account callback  http://127.0.0.1:{environment['GATEWAY_PORT']}/wechat",
        f"  staff console            http://127.0.0.1:{environment['MEDIATION_PORT']}/",
        f"  case API                 http://127.0.0.1:{environment['MEDIATION_PORT']}/api/v1/openapi.json",
        "  talk to it               make chat   (in another terminal)",
    ]
    account = first_account(Path(environment["VAR_DIR"]))
    if account:
        lines += ["  first staff account:", *(f"    {line}" for line in account.splitlines())]
    lines.append("  stop                     Ctrl-C")
    print("\n".join(lines), flush=True)


if __name__ == "__main__":
    sys.exit(main())
