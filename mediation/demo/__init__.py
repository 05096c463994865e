"""An invented district to look at: ``python -m mediation demo``.

:mod:`mediation.demo.people` invents names, :mod:`mediation.demo.stories` tellings,
:mod:`mediation.demo.seed` puts cases with their ways into the database.
"""
