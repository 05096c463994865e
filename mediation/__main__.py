"""``python -m mediation`` serves; its commands look after accounts and organisations."""

from __future__ import annotations

import logging
import os
import sys

import structlog
from aiohttp import web
from pydantic import ValidationError

from intake import knowledge
from mediation import commands
from mediation.agreements import rules as agreement_rules
from mediation.app import make_app
from mediation.cases import citizen_letters
from mediation.closing import rules as closing_rules
from mediation.console import cautions
from mediation.deadlines import clocks, phones, working_days
from mediation.letters import rules
from mediation.mediators import rules as mediators
from mediation.reports import rules as report_words
from mediation.settings import Settings
from mediation.sources import kinds
from mediation.vault.keyring import KeyringError
from mediation.visits import rules as visit_rules
from mediation.warning import rules as warning_rules
from mediation.warning import town_map


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; 2 with a line for a wrong setting, wrong data or a port in use.

    All files are made for the owner's eyes alone: they hold what citizens told.
    """
    asked = commands.parser(__doc__).parse_args(arguments)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    try:
        settings = Settings()  # type: ignore[call-arg]  # the environment has them
    except ValidationError as error:
        names = ", ".join(".".join(map(str, one["loc"])).upper() for one in error.errors())
        print(f"mediation: missing or wrong setting: {names}", file=sys.stderr)
        return 2
    try:
        knowledge.load()
        working_days.load()
        clocks.load()
        kinds.load()
        cautions.load()
        agreement_rules.load()
        citizen_letters.load()
        closing_rules.load()
        visit_rules.load()
        rules.load()
        phones.load()
        report_words.load()
        mediators.load()
        warning_rules.load()
        town_map.load()
    except knowledge.KnowledgeError as error:
        faults = str(error)
        between = "\n" if "\n" in faults else " "
        print(f"mediation: data/knowledge cannot be used:{between}{faults}", file=sys.stderr)
        return 2
    os.umask(0o077)
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    host, port = settings.mediation_host, settings.mediation_port
    try:
        if asked.command:
            return commands.run(settings, asked)
        web.run_app(make_app(settings), host=host, port=port, print=None, access_log=None)
    except KeyringError as error:
        print(f"mediation: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"mediation: cannot listen on {host}:{port}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
