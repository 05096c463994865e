"""Personal data at rest: encrypted in its columns, found by keyed hash, its keys renewed.

``keyring`` holds the keys, ``columns`` are what models declare, ``known_keys`` refuses to start with
the wrong keys, ``rotation`` puts everything under the newest one.
"""
