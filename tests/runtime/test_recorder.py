"""What is written down of each turn, as the dispatcher takes it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from callwright.core import codec
from callwright.core.events import Event, Key, SessionEnd, SessionStart, SpeechEnded, UserSpeak
from callwright.core.model import Flow
from callwright.core.session import Session
from callwright.rehearsal.recording import Head, Note, Recording, read
from callwright.rehearsal.replay import Replayed, replay
from callwright.runtime.catalog import Catalog, load
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.recorder import Recorder
from callwright.runtime.services.services import Services
from callwright.stores.base import Store
from callwright.stores.memory import MemoryStore
from callwright.stores.sqlite import SqliteStore
from tests.runtime.outside import DESK, Line, button, found, until_the_question
from tests.runtime.services.stand_in import StandIn
from tests.runtime.shop import SHIPPED, TOKEN, catalog
from tests.runtime.turns import AT, US, broken_connection

SECRET = """
flow: desk
language: en-US
intents:
  known: ["my code is <code>"]
states:
  menu:
    prompts: What now?
    transitions:
      yes: form
      known: form
      otherwise: menu
  form:
    collect:
      slot: code
      type: digits
      length: 4
      sensitive: yes
      prompts: Your code?
      confirm: I heard {{ code | say }}. Right?
    go_to: done
  done:
    prompts: Thank you for {{ code | say }}. Anything else?
    transitions:
      yes: menu
      otherwise: done
"""


def desk(folder: Path, text: str = DESK) -> Catalog:
    (folder / "desk.yaml").write_text(text)
    return Catalog(load([folder]))


def talk(known: Catalog, act: Callable[[Dispatcher], Awaitable[None]], store: Store | None = None) -> Recording:
    """The record of the call ``c1``."""

    async def main() -> list[bytes]:
        kept = MemoryStore() if store is None else store
        dispatcher = Dispatcher(known, kept, recorder=Recorder())
        await act(dispatcher)
        await dispatcher.close()
        return await kept.record("c1")

    return read(asyncio.run(main()))


def again(recording: Recording, known: Catalog) -> list[Replayed]:
    """The call once more, with the flows of a catalog."""

    def flow_of(version: str, name: str) -> Flow | None:
        project = known.known(version)
        return None if project is None else project.flows.get(name)

    return list(replay(recording, flow_of))


def notes(recording: Recording) -> list[str]:
    return [entry.what for entry in recording.entries if isinstance(entry, Note)]


def test_a_call_is_its_head_and_its_turns(tmp_path: Path) -> None:
    """What the platform sent stands there as it came, its answer as it went out, also where the JSON was pretty."""
    known = desk(tmp_path)
    raw = json.dumps({"type": "session_start", "session": {"id": "c1"}, "note": "a\nb"}, indent=2).encode()

    async def act(dispatcher: Dispatcher) -> None:
        outcome = await dispatcher.dispatch(SessionStart("c1", AT, US), b"print", raw=raw)
        bodies.append(outcome.body)
        await dispatcher.dispatch(SessionEnd("c1", AT + 5000, US), b"end")

    bodies: list[bytes | None] = []
    store = MemoryStore()
    recording = talk(known, act, store)
    assert recording.head == Head(AT, "c1", "desk", known.version, "http", recording.head.release, None)
    lines = asyncio.run(store.record("c1"))
    assert bodies[0] is not None
    assert bodies[0] in lines[1]
    assert json.loads(lines[1])["event"] == json.loads(raw)
    assert [type(turn.event) for turn in recording.turns] == [SessionStart, SessionEnd]
    assert all(turn.same for turn in again(recording, known))


def test_nothing_is_recorded_without_a_recorder(tmp_path: Path) -> None:
    """``--records off`` leaves no line."""
    store = MemoryStore()

    async def main() -> list[bytes]:
        await Dispatcher(desk(tmp_path), store).dispatch(SessionStart("c1", AT, US))
        return await store.record("c1")

    assert asyncio.run(main()) == []


def test_what_nobody_took_did_not_happen(tmp_path: Path) -> None:
    """An event from outside that a broken line did not take is in the record, and that it was put back."""
    known = desk(tmp_path)
    sessions: list[Session] = []

    async def act(dispatcher: Dispatcher) -> None:
        line = Line()
        await until_the_question(dispatcher, line)
        line.broken = True
        await dispatcher.from_outside(found())
        await dispatcher.from_outside(button(at=AT + 4500))
        line.broken = False
        await dispatcher.dispatch(UserSpeak("c1", AT + 9000, US, "hello"), socket=line)

    store = MemoryStore()
    recording = talk(known, act, store)
    stored = asyncio.run(store.load("c1"))
    assert stored is not None
    assert stored.session is not None
    sessions.append(stored.session)
    assert notes(recording) == ["undone", "undone"]
    replayed = again(recording, known)
    assert all(turn.same for turn in replayed)
    assert codec.load(codec.dump(replayed[-1].after)) == codec.load(codec.dump(sessions[0]))


def test_an_answer_that_a_socket_did_not_take_goes_out_again(tmp_path: Path) -> None:
    """It is an event of our own, and what it puts back is said with the next answer."""
    known = desk(tmp_path)

    async def act(dispatcher: Dispatcher) -> None:
        line = Line()
        line.broken = True
        await dispatcher.dispatch(SessionStart("c1", AT, US), socket=line)
        line.broken = False
        await dispatcher.dispatch(UserSpeak("c1", AT + 9000, US, "hello"), socket=line)

    recording = talk(known, act)
    assert [turn.ours for turn in recording.turns] == [False, True, False]
    assert all(turn.same for turn in again(recording, known))


def test_what_a_service_answered_is_a_turn_of_its_own(tmp_path: Path) -> None:
    """Inside the platform's event, with the part of the answer that it made; the secret of the service is nowhere."""
    known = catalog(tmp_path)
    store = MemoryStore()

    async def main() -> list[bytes]:
        async with StandIn(SHIPPED).open() as url:
            services = Services({"SHOP": url, "TOKEN": TOKEN})
            dispatcher = Dispatcher(known, store, services=services, recorder=Recorder())
            await dispatcher.dispatch(SessionStart("c1", AT, US), b"1")
            await dispatcher.dispatch(SpeechEnded("c1", AT + 2000, US), b"2")
            await dispatcher.close()
        return await store.record("c1")

    lines = asyncio.run(main())
    recording = read(lines)
    assert [turn.ours for turn in recording.turns] == [False, False, True]
    assert not recording.turns[1].answer
    assert recording.turns[2].answer[0]["text"].startswith("It is shipped.")
    assert all(turn.same for turn in again(recording, known))
    assert not any(TOKEN.encode() in line for line in lines)


def test_a_repeated_event_is_one_line_more(tmp_path: Path) -> None:
    """The same answer went out twice, and the call stands where it stood."""
    known = desk(tmp_path)

    async def act(dispatcher: Dispatcher) -> None:
        await dispatcher.dispatch(SessionStart("c1", AT, US), b"1")
        words = UserSpeak("c1", AT + 9000, US, "hello")
        dispatcher._gate.enter("c1")  # somebody is inside
        waits = asyncio.create_task(dispatcher.dispatch(words, b"2", broken_connection))
        await asyncio.sleep(0)
        dispatcher._gate.leave("c1")
        lost = await waits
        assert (await dispatcher.dispatch(words, b"2")).body == lost.body
        await dispatcher.dispatch(SpeechEnded("c1", AT + 13_000, US), b"3")

    recording = talk(known, act)
    assert notes(recording) == ["repeated"]
    assert all(turn.same for turn in again(recording, known))


class Faulty(Catalog):
    """Fails when it is told to."""

    fails = False

    def flow_of(self, session: Session) -> tuple[Flow | None, Session | None]:
        if self.fails:
            raise ZeroDivisionError("of ours")
        return super().flow_of(session)


def test_a_fault_of_ours_is_noted_with_what_was_said(tmp_path: Path) -> None:
    """The call stays where it was, and goes on from there."""
    (tmp_path / "desk.yaml").write_text(DESK)
    known = Faulty(load([tmp_path]))

    async def act(dispatcher: Dispatcher) -> None:
        await dispatcher.dispatch(SessionStart("c1", AT, US), b"1")
        known.fails = True
        await dispatcher.dispatch(UserSpeak("c1", AT + 5000, US, "what I said"), b"2")
        known.fails = False
        await dispatcher.dispatch(SpeechEnded("c1", AT + 9000, US), b"3")

    store = MemoryStore()
    recording = talk(known, act, store)
    (note,) = [entry for entry in recording.entries if isinstance(entry, Note)]
    assert (note.what, note.more) == ("fault", "ZeroDivisionError")
    assert "sorry" in note.answer[0]["text"]
    assert not any(b"what I said" in line for line in asyncio.run(store.record("c1")))
    assert all(turn.same for turn in again(recording, known))


class FaultyAtFirst(Catalog):
    """Fails at the first event."""

    asked = 0

    def answering(self, event: Event) -> Flow | None:
        self.asked += 1
        if self.asked == 1:
            raise ZeroDivisionError("of ours")
        return super().answering(event)


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_a_fault_at_the_first_event_is_noted_too(tmp_path: Path, kind: str) -> None:
    """The record begins with it; the call begins with the next event, and can be replayed."""
    (tmp_path / "desk.yaml").write_text(DESK)
    store: Store = MemoryStore() if kind == "memory" else SqliteStore(tmp_path / "calls.db")
    known = FaultyAtFirst(load([tmp_path]))
    kept: list[list[bytes]] = []

    async def act(dispatcher: Dispatcher) -> None:
        await dispatcher.dispatch(SessionStart("c1", AT, US), b"1")
        assert await store.load("c1", fresh=True) is None
        kept.append(await store.record("c1"))
        await dispatcher.dispatch(SessionStart("c1", AT + 3000, US), b"2")
        await dispatcher.dispatch(SpeechEnded("c1", AT + 9000, US), b"3")

    recording = talk(known, act, store)
    assert notes(read(kept[0])) == ["fault"]
    assert [type(entry).__name__ for entry in recording.entries] == ["Head", "Note", "Head", "Turn", "Turn"]
    assert all(turn.same for turn in again(recording, known))


def test_a_call_that_moves_to_another_version_says_so(tmp_path: Path) -> None:
    """A replay goes on in that version; one that begins anew has a second head."""
    known = desk(tmp_path)

    async def act(dispatcher: Dispatcher) -> None:
        await dispatcher.dispatch(SessionStart("c1", AT, US), b"1")
        await dispatcher.dispatch(SpeechEnded("c1", AT + 2000, US), b"2")
        (tmp_path / "desk.yaml").write_text(DESK.replace("It is gone.", "It has gone."))
        restarted = Dispatcher(Catalog(load([tmp_path])), store, recorder=Recorder())
        await restarted.dispatch(SpeechEnded("c1", AT + 9000, US), b"3")
        (tmp_path / "desk.yaml").write_text(DESK.replace("welcome", "hello"))
        changed = Dispatcher(Catalog(load([tmp_path])), store, recorder=Recorder())
        await changed.dispatch(UserSpeak("c1", AT + 12_000, US, "hello"), b"4")
        for each in (restarted, changed):
            versions[each.catalog.version] = each.catalog

    store = MemoryStore()
    versions = {known.version: known}
    recording = talk(known, act, store)
    assert notes(recording) == ["moved"]
    assert [entry.version for entry in recording.entries if isinstance(entry, Head)] == [
        known.version,
        list(versions)[-1],
    ]

    def flow_of(version: str, name: str) -> Flow | None:
        project = versions[version].known(version)
        return None if project is None else project.flows.get(name)

    assert all(turn.same for turn in replay(recording, flow_of))


def test_what_a_dialled_call_begins_with_is_in_its_head(tmp_path: Path) -> None:
    """The platform's event does not say it; what is secret of it is masked, and a replay begins all the same."""
    text = DESK.replace("states:", "variables:\n  name:\n  pin: {secret: yes}\nstates:", 1)
    known = desk(tmp_path, text.replace("This call may be recorded.", "This call for {{ name }} may be recorded."))
    event = SessionStart("c1", AT, US, {"name": "Ann Miller", "pin": "p4711"})
    store = MemoryStore()

    async def act(dispatcher: Dispatcher) -> None:
        await dispatcher.dispatch(event, b"1", raw=raw_of("session_start"))
        await dispatcher.dispatch(SpeechEnded("c1", AT + 3000, US), b"2", raw=raw_of("assistant_speech_ended"))

    recording = talk(known, act, store)
    assert recording.head.variables is not None
    assert recording.head.variables["name"] == "Ann Miller"
    assert not any(b"4711" in line for line in asyncio.run(store.record("c1")))
    assert all(turn.same for turn in again(recording, known))


def test_a_long_event_is_kept_as_it_was_understood(tmp_path: Path) -> None:
    """Who sends a lot that means nothing does not fill the store."""
    raw = json.dumps({"type": "session_start", "session": {"id": "c1"}, "junk": "x" * 100_000}).encode()
    store = MemoryStore()

    async def act(dispatcher: Dispatcher) -> None:
        await dispatcher.dispatch(SessionStart("c1", AT, US), b"1", raw=raw)

    recording = talk(desk(tmp_path), act, store)
    assert recording.turns[0].event == SessionStart("c1", AT, US)
    assert sum(len(line) for line in asyncio.run(store.record("c1"))) < 2_000


# secrets


def raw_of(kind: str, **fields: object) -> bytes:
    return json.dumps({"type": kind, "session": {"id": "c1"}, **fields}).encode()


CODES = ("4711", "4 7 1 1", "four seven one one")


async def tell_the_code(dispatcher: Dispatcher) -> None:
    """A caller says their code, types it, hears it back, and repeats it where nobody asked."""
    events: list[tuple[Event, bytes]] = [
        (SessionStart("c1", AT, US), raw_of("session_start")),
        (UserSpeak("c1", AT + 9_000, US, "yes"), raw_of("user_speak", text="yes")),
        (UserSpeak("c1", AT + 18_000, US, "four seven one one"), raw_of("user_speak", text="four seven one one")),
        (UserSpeak("c1", AT + 27_000, US, "no"), raw_of("user_speak", text="no")),
        *(
            (Key("c1", AT + 36_000 + 500 * n, US, key), raw_of("dtmf_received", digit=key))
            for n, key in enumerate("4711")
        ),
        (UserSpeak("c1", AT + 48_000, US, "yes"), raw_of("user_speak", text="yes")),
        (SpeechEnded("c1", AT + 54_000, US), raw_of("assistant_speech_ended")),
        (UserSpeak("c1", AT + 60_000, US, "it was 4711"), raw_of("user_speak", text="it was 4711")),
        (UserSpeak("c1", AT + 69_000, US, "purple elephants"), raw_of("user_speak", text="purple elephants")),
        (UserSpeak("c1", AT + 78_000, US, "yes"), raw_of("user_speak", text="yes")),
        (UserSpeak("c1", AT + 87_000, US, "my code is 4711"), raw_of("user_speak", text="my code is 4711")),
        (SessionEnd("c1", AT + 99_000, US), raw_of("session_end")),
    ]
    for number, (event, raw) in enumerate(events):
        await dispatcher.dispatch(event, b"%d" % number, raw=raw)


def test_no_secret_is_in_the_database(tmp_path: Path) -> None:
    """Neither as it was said nor as it was typed or read back, in no byte of the file once the call is forgotten."""
    known = desk(tmp_path, SECRET)
    file = tmp_path / "calls.db"

    async def main() -> list[bytes]:
        store = SqliteStore(file)
        dispatcher = Dispatcher(known, store, recorder=Recorder())
        await tell_the_code(dispatcher)
        lines = await store.record("c1")
        await dispatcher.close()
        store.close()
        # An hour later the call itself is forgotten, and only its record is left.
        later = SqliteStore(file, clock=lambda: time.time() + 3600)
        assert await later.sweep() == 1
        later.close()
        return lines

    lines = asyncio.run(main())
    with sqlite3.connect(file) as database:
        database.execute("VACUUM")
    database.close()
    raw = b"".join(part.read_bytes() for part in tmp_path.glob("calls.db*") if part.is_file())
    assert b'"record":1' in raw
    for code in CODES:
        assert code.encode() not in raw, code
    words = " ".join(_texts([json.loads(line) for line in lines]))
    assert "purple elephants" in words
    assert "What now?" in words


def test_a_replay_goes_on_behind_a_secret(tmp_path: Path) -> None:
    """What nobody recorded is passed over, and all else is byte-equal."""
    known = desk(tmp_path, SECRET)
    recording = talk(known, tell_the_code)
    replayed = again(recording, known)
    assert all(turn.same for turn in replayed)
    hidden = [turn.turn.hidden for turn in replayed]
    assert any(hidden)
    assert not hidden[0]
    assert not all(hidden)
    assert replayed[-1].after.ledger


def _texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []
