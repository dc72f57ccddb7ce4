"""Rules of the craft about what the caller hears, and what may cut it short."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry

CRAFT_SPEECH_CODES: tuple[Entry, ...] = ()
