"""The mediators and experts: what each knows, speaks and serves, and when each is away.

:mod:`mediation.mediators.people` finds them, :mod:`mediation.mediators.away` knows who is not there,
:mod:`mediation.mediators.csv_file` takes a whole list, :mod:`mediation.mediators.flags` keeps what was
said about a mediator and a case: wished for, not accepted, related.
"""
