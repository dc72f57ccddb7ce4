"""Rules of the craft about ways and words: where a call leads, and which words win."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry

CRAFT_WAYS_CODES: tuple[Entry, ...] = ()
