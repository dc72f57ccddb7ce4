"""What an editor asks about flows, answered over the Language Server Protocol.

``server`` speaks the protocol and knows nothing about flows; ``folder`` keeps what is known of a project while it is
typed; the other modules each answer one kind of question about that, and know nothing of the protocol. Only
``server``, ``wire`` and what they start import pygls.
"""
