"""The mediation backend: the case API that the bot posts to, and the desk of the staff.

``cases/`` holds what can be done with a case, ``api/`` how services do it over HTTP, ``console/``
how people do it in a browser, ``staff/`` who these people are; ``models.py`` and ``migrations/``
are the tables. Nothing here knows of Rasa.
"""
