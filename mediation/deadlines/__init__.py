"""Clocks: by when a case must be accepted and settled, and what happens when it is not.

:mod:`mediation.deadlines.clocks` reads the district's rules, :mod:`mediation.deadlines.working_days`
counts, :mod:`mediation.deadlines.watch` keeps the due day of a case, :mod:`mediation.deadlines.board`
lists what is due.
"""
