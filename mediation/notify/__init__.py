"""Tell citizens: notices wait in the database until the gateway has them on its disk.

:mod:`mediation.notify.outbox` writes them in the transaction of what they tell of,
:mod:`mediation.notify.sender` sends them, :mod:`mediation.notify.gateway` speaks to the gateway,
:mod:`mediation.notify.words` finds the words.
"""
