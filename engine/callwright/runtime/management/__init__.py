"""What whoever manages the calls may ask: a file a noun, each with ``routes(service) -> list[Route]``.

``app`` puts them behind their one door, ``asked`` is what they share. A new noun is a file and a name in ``app.NOUNS``.
"""
