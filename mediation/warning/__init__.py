"""Early warning: a case's colour calls those who have to know, until somebody says what is being done.

:mod:`mediation.warning.rules` reads who is warned, :mod:`mediation.warning.raising` warns,
:mod:`mediation.warning.escalation` goes on to the next when nobody answers,
:mod:`mediation.warning.answers` keeps who answered, :mod:`mediation.warning.waiting` finds what waits.
"""
