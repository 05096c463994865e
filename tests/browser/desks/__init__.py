"""Everybody at work in the invented district: one server, one browser, one account for each role."""
