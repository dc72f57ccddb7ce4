"""The options of ``callwright serve``, a file a group.

Theory of operation. Each group adds its options to the parser (``add``) and makes of what was given the fields of
``Settings`` that it is about (``read``). What cannot be used is a ``WrongUsage``: what was found, and the mend.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, Protocol

from callwright.cli.serving.usage import WrongUsage

__all__ = ["GROUPS", "Group", "WrongUsage"]


class Group(Protocol):
    """A module of this folder."""

    def add(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""

    def read(self, arguments: argparse.Namespace) -> dict[str, Any]:
        """The fields of ``Settings`` that they are. Raises ``WrongUsage``."""


def groups() -> Sequence[Group]:
    """All of them, in the order of ``--help``."""
    from callwright.cli.serving import external, flows, limits, management, outbound, records, tokens, watching, workers

    return (tokens, management, limits, external, flows, outbound, records, watching, workers)


GROUPS = groups()
