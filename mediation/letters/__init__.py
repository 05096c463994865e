"""Letters of supervision: a written notice, then the 「三函」.

:mod:`mediation.letters.rules` reads the district's texts, :mod:`mediation.letters.issue` gives a letter
its number, :mod:`mediation.letters.answer` keeps what the desk says, :mod:`mediation.letters.document`
writes it as docx.
"""
