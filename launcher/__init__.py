"""Starts the whole service on one machine: checks, secrets, four processes, progress.

``python -m launcher`` is ``make run``. It looks before it leaps (interpreter, ports, disk), makes
development secrets once, then hands the four processes to honcho's manager: if one ends, all are
stopped, and its last words are on the screen.
"""
