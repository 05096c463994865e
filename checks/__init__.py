"""Checks of data that no type checker sees: ``python -m checks`` (part of ``make lint``).

Each module looks at one kind of data and returns its problems as lines; nothing is mended here.
"""
