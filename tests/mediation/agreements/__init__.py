from datetime import date

SIGNED = date(2026, 11, 25)
"""A Wednesday; the thirty days end on Friday, 2026-12-25."""
LAST = date(2026, 12, 25)
