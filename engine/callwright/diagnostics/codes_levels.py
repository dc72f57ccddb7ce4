"""Codes about ``callwright.toml`` and about comments that silence a rule."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry

LEVEL_CODES: tuple[Entry, ...] = ()
