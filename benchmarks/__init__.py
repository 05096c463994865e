"""Speed and accuracy beside a stock implementation, measured in the same run: ``make bench``.

``gateway.py`` runs in the app environment, ``understanding.py`` in Rasa's; each writes its part of
``docs/benchmarks.md``. Nothing here is a test: figures depend on the machine, ratios hardly.
"""
