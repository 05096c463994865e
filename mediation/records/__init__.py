"""Records of mediation (调解记录): who met when and where, what each side said, what came of it.

:mod:`mediation.records.typed` reads what was typed, :mod:`mediation.records.store` keeps it: a record is
never changed, what was wrong is put right by an amendment beside it.
"""
