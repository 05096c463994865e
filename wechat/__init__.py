"""The gateway to the public account: everything between Tencent and the bot, and nothing of the case.

``views`` and ``wire`` speak the protocol, ``reception``, ``inbox``, ``line`` and ``turns`` make of each
message one turn, ``outbox`` and ``sender`` bring back what could not be said on the connection, ``api``
calls Tencent. Outside this package a citizen is a keyed hash. Nothing here knows of intents or cases.
"""
