"""The codes of sub-flows: calls that do not come back, and returns that nobody called."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Severity

_BYE = "  bye:\n    prompts: Goodbye.\n    hangup: yes\n"
_CALL = "states:\n  welcome:\n    call: identify\n    go_to: bye\n"

CALL_CODES: tuple[Entry, ...] = (
    Entry(
        code="return-without-call",
        title="A return that no call leads to",
        explanation=(
            "return ends a sub-flow: what a state with 'call' leads to. A flow that answers the telephone itself has"
            " nowhere to return to."
        ),
        example_bad="answers: everything\nstates:\n  welcome:\n    prompts: Hello.\n    return: yes\n",
        example_good=f"answers: everything\n{_CALL}  identify:\n    prompts: Hello.\n    return: yes\n{_BYE}",
    ),
    Entry(
        code="never-returns",
        title="A sub-flow that never comes back",
        explanation=(
            "A sub-flow ends with 'return'. Where none can be reached, go_to and save of the state that calls are never"
            " done; then go_to in place of call says what happens."
        ),
        example_bad=f"{_CALL}  identify:\n    prompts: Hello.\n    go_to: bye\n{_BYE}",
        example_good=f"{_CALL}  identify:\n    prompts: Hello.\n    return: yes\n{_BYE}",
        severity=Severity.WARNING,
    ),
)
