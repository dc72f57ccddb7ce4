"""An inquiry: one request to a service that is under way, as a session remembers it."""

from __future__ import annotations

from typing import Any, NamedTuple


class Inquiry(NamedTuple):
    """What is asked, ready to be sent but for secrets.

    ``key`` is unique over all calls. Where a secret of the environment belongs, ``path``, the values of ``query`` and
    the texts of ``body`` hold a mark (``secret_marks``), so that no store ever keeps one. ``path`` is percent-encoded,
    ``query`` is not. ``purpose`` is empty for a state's own request, else the slot whose value is checked and the
    number of the check, as in ``account/0``. ``filled`` is how many fillers were said. ``at`` is Unix ms.
    """

    key: str
    service: str
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    body: Any
    at: int
    purpose: str = ""
    filled: int = 0
