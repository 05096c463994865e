"""Run every check; print the problems, one a line, and end with 1 where there are any."""

from __future__ import annotations

import sys

from checks import knowledge_files, legal_entries, training_text


def main() -> int:
    """All checks, each with its count."""
    failed = False
    for name, problems in (
        ("data/knowledge", knowledge_files.problems),
        ("data/knowledge/faq", legal_entries.problems),
        ("data/nlu", training_text.problems),
    ):
        found = problems()
        print(f"— {name}: {f'{len(found)} problems' if found else 'in order'}")
        print("\n".join(f"  {line}" for line in found), end="\n" if found else "")
        failed = failed or bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
