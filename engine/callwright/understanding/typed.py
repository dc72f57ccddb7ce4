"""What an author, or a service, writes as a value, as the value is kept."""

from __future__ import annotations

from typing import Any


def canonical(type: str, written: Any, *, language: str, **options: Any) -> Any:
    """The value as ``hear`` gives it. Raises ``ValueError`` with one plain sentence where it is none of the type."""
    del type, language, options
    return written
