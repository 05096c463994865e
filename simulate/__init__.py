"""Simulated citizens against the real stack: personas, their moods, and what came of it."""
