"""Faults in the middle of a load: real processes, real connections, and a ledger of what every caller heard.

A scenario is a file: it opens a ``Cluster``, lets ``Load`` call it, does its worst, and has the ledger checked. They
are small here, each a few seconds; ``make chaos`` (``CALLWRIGHT_LARGE=1``) plays them large.
"""
