"""Alembic's migrations; what one of them needs of the service stands beside it, frozen."""
