"""The mediation agreement (调解协议书) and its judicial confirmation (司法确认).

:mod:`mediation.agreements.rules` reads the district's words, :mod:`mediation.agreements.typed` what was
typed, :mod:`mediation.agreements.store` draws up and keeps the signing, :mod:`mediation.agreements.document`
writes it as docx, :mod:`mediation.agreements.confirmation` counts the thirty days and reminds of them.
"""
