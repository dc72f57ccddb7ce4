"""Any sequence of what can be done to a store ends as it does in a model of a few lines."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from callwright.core.session import Phase, Session
from callwright.stores import Answered, Conflict, Held, Store, Stored
from tests.stores.desk import Desk, a_session

CALLS = st.sampled_from(["a", "b", "c"])
WORKERS = st.integers(0, 1)
RETENTION = 1_000.0
"""Longer than any call waits: what becomes of shorter ones has tests of its own."""


class Model(RuleBasedStateMachine):
    """What the contract says, in dictionaries."""

    kind = ""
    server = ""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.desk = Desk(self.kind, Path(self.folder.name), self.server)
        count = 1 if self.kind == "memory" else 2
        self.stores = [self.desk.open(RETENTION) for _ in range(count)]
        self.calls: dict[str, tuple[int, float, Session | None, Answered, str]] = {}
        self.records: dict[str, tuple[float, float, list[bytes]]] = {}
        self.holds: dict[str, tuple[int, float]] = {}
        self.shelf: dict[str, tuple[bytes, int]] = {}
        self.line = 0

    @property
    def now(self) -> float:
        return self.desk.clock.now

    def worker(self, number: int) -> tuple[int, Store]:
        number %= len(self.stores)
        return number, self.stores[number]

    def revision(self, call: str) -> int | None:
        known = self.calls.get(call)
        return known[0] if known is not None and known[1] > self.now else None

    @rule(
        number=WORKERS,
        call=CALLS,
        off=st.sampled_from([0, 0, 0, 0, 1, -1, None]),
        keep=st.sampled_from([1.0, 10.0, 500.0]),
        phase=st.sampled_from([Phase.TALK, Phase.HUNG_UP, Phase.OVER, None]),
        lost=st.booleans(),
        lines=st.integers(0, 2),
        holder=st.sampled_from(["", "w"]),
    )
    def save(
        self,
        number: int,
        call: str,
        off: int | None,
        keep: float,
        phase: Phase | None,
        lost: bool,
        lines: int,
        holder: str,
    ) -> None:
        number, store = self.worker(number)
        found = self.revision(call)
        expected = None if off is None else found if off == 0 else (found or 1) + off
        session = None if phase is None else a_session(call, phase=phase, streak=self.line, version=f"v{self.line % 3}")
        answered = Answered(b"print", b"{}", lost)
        text = []
        for _ in range(lines):
            self.line += 1
            text.append(b"%d" % self.line)
        wanted: type[Exception] | None = None
        owner, until = self.holds.get(call, (number, 0.0))
        if owner != number and until > self.now:
            wanted = Held
        elif expected != found:
            wanted = Conflict
        act = store.save(call, session, expected, keep, answered, b"\n".join(text), holder)
        if wanted is not None:
            with pytest.raises(wanted):
                self.desk.do(act)
            return
        self.desk.do(act)
        self.calls[call] = ((found or 0) + 1, self.now + keep, session, answered, holder)
        if text:
            begun, _, before = self.records.get(call, (self.now, 0.0, []))
            self.records[call] = (begun, self.now, before + text)

    @rule(number=WORKERS, call=CALLS, seconds=st.sampled_from([1.0, 20.0]))
    def hold(self, number: int, call: str, seconds: float) -> None:
        number, store = self.worker(number)
        owner, until = self.holds.get(call, (number, 0.0))
        if owner != number and until > self.now:
            with pytest.raises(Held):
                self.desk.do(store.hold(call, seconds))
            return
        self.desk.do(store.hold(call, seconds))
        if len(self.stores) > 1:
            self.holds[call] = (number, self.now + seconds)

    @rule(number=WORKERS, call=CALLS)
    def release(self, number: int, call: str) -> None:
        number, store = self.worker(number)
        self.desk.do(store.release(call))
        if self.holds.get(call, (-1, 0.0))[0] == number:
            del self.holds[call]

    @rule(seconds=st.sampled_from([0.5, 1.0, 10.0, 400.0]))
    def wait(self, seconds: float) -> None:
        self.desk.clock.now += seconds

    @rule(number=WORKERS)
    def sweep(self, number: int) -> None:
        gone = [call for call in self.calls if self.revision(call) is None]
        assert self.desk.do(self.worker(number)[1].sweep()) == len(gone)
        for call in gone:
            del self.calls[call]

    @rule(number=WORKERS, call=CALLS)
    def forget(self, number: int, call: str) -> None:
        known = self.young()
        assert self.desk.do(self.worker(number)[1].forget(call)) is (call in known)
        self.records.pop(call, None)

    @rule(number=WORKERS, call=CALLS)
    def load(self, number: int, call: str) -> None:
        self.compare(self.worker(number)[1], call)

    @rule(number=WORKERS, key=CALLS, off=st.sampled_from([None, 0, 0, 1]))
    def put(self, number: int, key: str, off: int | None) -> None:
        store = self.worker(number)[1]
        found = self.shelf.get(key, (b"", 0))[1]
        self.line += 1
        value = b"%d" % self.line
        if off == 1:
            with pytest.raises(Conflict):
                self.desk.do(store.put("shelf", key, value, found + 1))
            return
        assert self.desk.do(store.put("shelf", key, value, None if off is None else found)) == found + 1
        self.shelf[key] = (value, found + 1)

    @rule(number=WORKERS, key=CALLS)
    def remove(self, number: int, key: str) -> None:
        assert self.desk.do(self.worker(number)[1].remove("shelf", key)) is (self.shelf.pop(key, None) is not None)

    def young(self) -> dict[str, tuple[float, float, list[bytes]]]:
        for call in [call for call, (_, last, _) in self.records.items() if last <= self.now - RETENTION]:
            if self.revision(call) is None:
                del self.records[call]
        return {call: one for call, one in self.records.items() if one[1] > self.now - RETENTION}

    def compare(self, store: Store, call: str) -> None:
        found = self.desk.do(store.load(call, fresh=True))
        if self.revision(call) is None:
            assert found is None
            return
        revision, _, session, answered, holder = self.calls[call]
        assert found == Stored(session, revision, answered if answered.lost else None, holder)

    @invariant()
    def all_is_as_in_the_model(self) -> None:
        store: Any = self.stores[self.line % len(self.stores)]
        waiting = [one for call, one in self.calls.items() if self.revision(call) is not None]
        sessions = [session for _, _, session, _, _ in waiting if session is not None]
        for call in ("a", "b", "c"):
            self.compare(store, call)
            assert self.desk.do(store.record(call)) == self.young().get(call, (0, 0, []))[2]
        listed = sorted(
            ((begun, call, last) for call, (begun, last, _) in self.young().items()), key=lambda one: (-one[0], one[1])
        )
        assert [(begun, call, last) for call, begun, last in self.desk.do(store.recorded(9))] == listed
        assert self.desk.do(store.open_calls()) == sum(session.phase is not Phase.OVER for session in sessions)
        assert self.desk.do(store.versions()) == {session.version for session in sessions}
        assert self.desk.do(store.keys("shelf")) == sorted(self.shelf)
        for key, (value, revision) in self.shelf.items():
            assert self.desk.do(store.take("shelf", key))[:2] == (value, revision)

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.close()
            self.folder.cleanup()


def test_every_sequence_ends_as_in_the_model(kind: str, request: pytest.FixtureRequest) -> None:
    """Saves right and wrong, holds, time, sweeps, records and shelves, from two workers at once."""
    server = request.getfixturevalue("redis").url if kind == "redis" else ""
    machine = type("Machine", (Model,), {"kind": kind, "server": server})
    few = settings(max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine, settings=few)
