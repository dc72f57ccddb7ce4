"""Why a turn went as it did: one small value that the log, the emulator and a failed test all print."""

from __future__ import annotations

import msgspec

from callwright.diagnostics.model import Span


class Trace(msgspec.Struct, frozen=True, gc=False):
    """One decision of a step: which rule fired, on what evidence, and the author's line behind it, if any."""

    rule: str
    detail: str = ""
    span: Span | None = None

    def __str__(self) -> str:
        place = f" ({self.span})" if self.span else ""
        return f"{self.rule}: {self.detail}{place}" if self.detail else f"{self.rule}{place}"
