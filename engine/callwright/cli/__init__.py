"""The command ``callwright``: one file a command, each with ``register`` and ``run``."""
