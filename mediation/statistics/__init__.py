"""Figures of a period: what came, what burned, how it ended; pictures of them; the monthly return."""
