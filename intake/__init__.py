"""The words of the domain, in plain Python: no framework is imported here.

Both environments read this package: dispute types, towns, urgency levels, routes, the facts of a
case and how they are shown, and the loader that refuses district data which disagrees with code.
"""
