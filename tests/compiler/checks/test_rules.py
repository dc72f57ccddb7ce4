"""How the rules are asked."""

from __future__ import annotations

import pytest

from callwright.compiler.checks import EACH_STATE, WHOLE_FLOW, ask
from callwright.compiler.checks.subject import Subject
from callwright.compiler.report import Report
from callwright.compiler.workspace import Workspace
from callwright.core.model import State
from tests.compiler.flows import HOTLINE


@pytest.fixture
def subject(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    """A flow as the rules get it."""
    workspace = Workspace(tmp_path_factory.mktemp("rules"))
    workspace.write(workspace.folder / "flow.yaml", HOTLINE)
    made = workspace.check().built["acme-hotline"]
    return Subject(made.flow, made.context, frozenset(), Report())


def _stumbles(subject: Subject, state: State | None = None) -> None:
    raise IndexError(subject.flow.name, state)


def test_a_rule_that_fails_is_told_and_stops_nothing(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a warning at the place that it was looking at."""
    monkeypatch.delenv("CALLWRIGHT_DEBUG", raising=False)
    state = subject.flow.states["hours"]
    ask(_stumbles, subject)
    ask(_stumbles, subject, state)
    assert [(one.code, one.span) for one in subject.report.diagnostics] == [
        ("rule-failed", subject.flow.span),
        ("rule-failed", state.span),
    ]
    assert subject.report.errors == 0


def test_who_mends_callwright_sees_what_failed(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    """With ``CALLWRIGHT_DEBUG`` nothing is hidden."""
    monkeypatch.setenv("CALLWRIGHT_DEBUG", "1")
    with pytest.raises(IndexError):
        ask(_stumbles, subject)


def test_every_rule_is_listed_once() -> None:
    """No rule looks twice."""
    rules = (*EACH_STATE, *WHOLE_FLOW)
    assert len(set(rules)) == len(rules)
