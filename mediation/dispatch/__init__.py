"""分流指派: suggest a desk and a mediator, send a case there, take it or give it back.

:mod:`mediation.dispatch.suggest` finds desks with reasons, :mod:`mediation.dispatch.send` moves the
case, :mod:`mediation.dispatch.conflict` knows who must not get it.
"""
