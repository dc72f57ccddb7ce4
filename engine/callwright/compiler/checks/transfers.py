"""Transfers without a way on where nobody answers."""

from __future__ import annotations

from callwright.compiler.builders import reading
from callwright.compiler.checks.subject import Subject
from callwright.core.model import State, Transfer


def check(subject: Subject, state: State) -> None:
    """Look at a state that transfers."""
    if isinstance(state.act, Transfer) and not state.if_fails:
        subject.report.add(
            "transfer-without-if-fails",
            "If nobody answers, callers hear that nobody is free, and the call ends: that is all they get.",
            reading.key_of(subject.written(state.name).value, "transfer"),
            'Add "if_fails:" beside it, with the state that takes a message, offers a call back, or says when to call'
            " again.",
        )
