"""Daily and weekly reports and the draft of the 《涉稳诉求专报》: figures and cases, never a name.

:mod:`mediation.reports.figures` counts, :mod:`mediation.reports.key_cases` lists what is red or yellow,
:mod:`mediation.reports.build` puts a report together, :mod:`mediation.reports.render` writes it as docx or
xlsx.
"""
