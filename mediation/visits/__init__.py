"""Follow-up visits (回访): when one is due, who went, and what was found.

:mod:`mediation.visits.rules` reads the district's days, :mod:`mediation.visits.store` plans and keeps them.
"""
