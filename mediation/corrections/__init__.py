"""What staff corrected, as examples for the next training; approved by a person before anything else.

:mod:`mediation.corrections.examples` finds them, :mod:`mediation.corrections.anonymous` takes the people
out, :mod:`mediation.corrections.export` writes the file. Nothing here writes to ``data/``.
"""
