"""What a flow that can be built may still do wrong: one rule, one file, one line in ``CHECKS``.

A rule gets a ``Subject`` and reports; it changes nothing and knows no other rule. Whether what it finds stops the flow
from being served stands in the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable

from callwright.compiler.checks import built_in_ending, silent_loop, unreachable
from callwright.compiler.checks.subject import Subject

CHECKS: tuple[Callable[[Subject], None], ...] = (
    silent_loop.check,
    unreachable.check,
    built_in_ending.check,
)


def run(subject: Subject) -> None:
    """Hold a flow against every rule."""
    for check in CHECKS:
        check(subject)
