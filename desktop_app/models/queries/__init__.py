"""The read side: plain SQL on the reader's driver connection, one file a screen, keyset pages.

Plain SQL because the first paint may load Qt and the driver only; SQLAlchemy would add 0.3 s. A
test runs every statement here against a migrated store, so a renamed column fails there.
"""
