"""A stand-in for Tencent's public-account platform, so that the service runs without one.

``platform`` is the platform itself (API server and sender of citizens' messages), ``citizen`` a
citizen for tests, ``chat`` a citizen in the terminal (``make chat``), ``phone`` a telephone in the
browser (``make phone``). It shares no code with the gateway: it is the other side of the protocol.
"""
