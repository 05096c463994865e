"""What can be done with a case, apart from how it is asked for."""
