"""The end of a case: what became of it, which other ways were told, and how the citizen found it.

:mod:`mediation.closing.rules` reads the district's words, :mod:`mediation.closing.close` checks and closes.
"""
