"""What an editor asks about flows, answered over the Language Server Protocol.

``server`` has the server's life and its documents, ``features`` puts answers into the protocol. What there is to answer
is worked out without either: ``folder`` keeps what is known of a project while it is typed, and the modules that take a
``Known`` each answer one kind of question. Only ``protocol``, ``server``, ``features`` and ``wire`` import pygls.
"""
