"""What citizens asked about law: kept without a name, read by staff who better the answers."""
