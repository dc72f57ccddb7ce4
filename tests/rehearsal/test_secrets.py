"""What a caller says in secret is in no line of a record, and a replay goes on behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from callwright.core.hiding import HIDDEN, veil_of
from callwright.core.model import Flow
from callwright.languages import get as language_of
from callwright.rehearsal.replay import replay
from tests.core.calls import flow_of
from tests.laws.calls import case_called
from tests.laws.known import DESK, known
from tests.rehearsal.recorded import Recorded

CALLS = 12
SECRET_DESK = DESK.replace("end_key: hash\n", "end_key: hash\n            sensitive: yes\n")


def flows() -> dict[str, Flow]:
    """Flows that have a secret."""
    found = {name: flow for name, flow in known().items() if veil_of(flow) is not None}
    return found | {"secret desk": flow_of(SECRET_DESK)}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            if name not in ("id", "session_id", "call", "key"):
                yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, str):
        yield value


def plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def secrets_of(made: Recorded) -> set[str]:
    """All that was secret at any time of a call, as it is kept and as it is said."""
    names = {name for flow in made.flow.family.values() for name in flow.secrets}
    values = {
        str(values[name])
        for moment in made.moments
        for values in (moment.after.values, *(frame.values for frame in moment.after.stack))
        for name in names & values.keys()
        if values[name] is not None and not isinstance(values[name], bool)
    }
    said = {language_of(made.flow.language).say_digits(value) for value in values if value.isdecimal()}
    return {plain(secret) for secret in values | said if len(plain(secret)) > 2}


@pytest.mark.parametrize("name", sorted(flows()))
def test_no_secret_is_in_any_line(name: str) -> None:
    """Whatever random callers say, type, correct and confirm, over every reading of the platform."""
    flow = flows()[name]
    secrets = hidden = shown = 0
    for number in range(CALLS):
        made = Recorded(flow, case_called(name, number))
        made.lead()
        assert not made.crashed, made.crashed
        known_secrets = secrets_of(made)
        secrets += len(known_secrets)
        for line in made.lines:
            data = json.loads(line)
            words = [plain(text) for text in texts(data)]
            found = {secret for secret in known_secrets for text in words if secret in text}
            caller = {secret for secret in found if secret in plain(made.case.setup.from_number)}
            assert not found - caller, (number, found, line)
            hidden += HIDDEN in line.decode()
            shown += "event" in data and "hidden" not in data
        if made.lines:
            assert all(turn.same for turn in replay(made.recording, lambda _version, _name: flow))
    if name in ("identify", "secret desk"):
        assert secrets
        assert hidden
    assert shown
