"""Measure understanding: batch assessment, and (``make eval``) one table over all test texts."""
