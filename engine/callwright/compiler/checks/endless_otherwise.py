"""Words that nobody understands, answered by ``otherwise`` with the same question, again and again.

What ``otherwise`` takes counts as understood. So where it leads back to its own question and leaves nothing behind,
no ladder ever begins: menu, error, menu, for as long as the caller tries.
"""

from __future__ import annotations

from callwright.compiler.builders import reading
from callwright.compiler.checks.passing import questions_behind
from callwright.compiler.checks.subject import Subject, questions_of
from callwright.compiler.checks.unreachable import taken
from callwright.core.model import Question, State, Target
from callwright.diagnostics.model import Edit, Fix, Span


def check(subject: Subject) -> None:
    """Look at the ``otherwise`` of every state."""
    for state in subject.flow.states.values():
        question = next(questions_of(state), None)
        targets = list(taken(question.otherwise or ())) if question is not None else []
        if question is not None and targets and all(_comes_back(subject, question, target) for target in targets):
            _tell(subject, state, targets[-1])


def _comes_back(subject: Subject, question: Question, target: Target) -> bool:
    if target.sets or target.returns is not None or target.call is not None:
        return False
    if target.go_to is None:
        return True
    return all(found is question for found in questions_behind(subject.flow, target.go_to, question))


def _tell(subject: Subject, state: State, target: Target) -> None:
    by_way_of = target.go_to.state if target.go_to is not None else ""
    goes = "is asked the same again" if by_way_of in ("", state.name) else "goes round"
    path = f": {state.name} → {by_way_of} → {state.name}" if goes == "goes round" else ""
    subject.report.add(
        "endless-otherwise",
        f"A caller who is not understood {goes} without an end{path}. Nothing counts how often.",
        target.span,
        'Answer such words with "no_match:" in place of "otherwise:"; a last line there, - go_to:, leads out.',
        fixes=_as_no_match(subject, state),
    )


def _as_no_match(subject: Subject, state: State) -> tuple[Fix, ...]:
    """``otherwise`` renamed, where it stands beside the transitions and says no more than a rung may."""
    entry = subject.written(state.name).value.entries.get("otherwise")
    if entry is None or "no_match" in subject.written(state.name).value.entries:
        return ()
    if entry.value.kind == "scalar":
        begin, end = entry.key.span, entry.value.span
        whole = Span(begin.file, begin.line, begin.column, end.end_line, end.end_column)
        rung = f"no_match:\n{' ' * (begin.column + 1)}- go_to: {reading.text(entry.value)}"
        return (Fix("Write no_match in place of otherwise", (Edit(whole, rung),)),)
    if entry.value.kind == "map" and not {"when", "call", "with"} & entry.value.entries.keys():
        return (Fix("Write no_match in place of otherwise", (Edit(entry.key.span, "no_match"),)),)
    return ()
