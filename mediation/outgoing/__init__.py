"""Tell other systems, and people by mail, what happens to cases: numbers and codes, nobody's words.

:mod:`mediation.outgoing.targets` reads who is told what, :mod:`mediation.outgoing.payloads` is what they
get, :mod:`mediation.outgoing.events` writes it with the change, :mod:`mediation.outgoing.sender` sends it
until it has arrived, by :mod:`mediation.outgoing.webhook` and :mod:`mediation.outgoing.mail`.
"""
