"""Services are asked: what a call hears meanwhile, and what comes of it, once."""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.core.events import Event, InputTimeout, Key, SessionEnd, SessionStart, SpeechEnded, UserSpeak
from callwright.runtime import clock
from callwright.runtime.asking import PATIENCE_SECONDS
from callwright.runtime.catalog import Catalog, load
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.outcome import NOTHING, Outcome
from callwright.runtime.services.services import Services
from callwright.stores.base import Answered, Stored, StoreError
from callwright.stores.memory import MemoryStore
from callwright.stores.sqlite import SqliteStore
from tests.runtime.outside import Line, types
from tests.runtime.services.stand_in import StandIn, reply
from tests.runtime.shop import SHIPPED, TOKEN, Held, catalog, desk, until_asked
from tests.runtime.turns import (
    AT,
    US,
    Crowded,
    Slow,
    begin,
    broken_connection,
    kinds,
    open_connection,
    session_of,
    words,
)


def ended(at: int, call: str = "c1") -> Event:
    return SpeechEnded(call, AT + at, US)


def test_a_quick_service_is_in_the_same_answer(tmp_path: Path) -> None:
    """Nobody hears a filler, and the service is asked once."""

    async def main() -> None:
        stand_in = StandIn(SHIPPED)
        async with desk(catalog(tmp_path), stand_in) as dispatcher:
            assert words(await until_asked(dispatcher)).startswith("It is shipped.")
            assert dispatcher.inquiries == 0
        (request,) = stand_in.asked
        assert request.target == f"/orders/%2B{US.caller}?key={TOKEN}"
        assert request.headers["Authorization"] == f"Bearer {TOKEN}"

    asyncio.run(main())


def test_two_services_in_one_answer(tmp_path: Path) -> None:
    """What one of them said leads to the other."""

    async def main() -> None:
        stand_in = StandIn(SHIPPED, reply(200, {"price": "9 euros"}))
        async with desk(catalog(tmp_path, then="price"), stand_in) as dispatcher:
            assert words(await until_asked(dispatcher)).startswith("It is shipped for 9 euros.")
        assert [request.target.partition("?")[0] for request in stand_in.asked] == [f"/orders/%2B{US.caller}", "/price"]

    asyncio.run(main())


def test_a_slow_service_is_bridged(tmp_path: Path) -> None:
    """A filler in time, the next one at once, a silence behind the last; then what it said, with the next answer."""

    async def main() -> None:
        held = Held()
        stand_in = StandIn(held)
        async with desk(catalog(tmp_path), stand_in) as dispatcher:
            began = time.monotonic()
            assert words(await until_asked(dispatcher)) == "One moment."
            assert PATIENCE_SECONDS <= time.monotonic() - began < 1
            assert words(await dispatcher.dispatch(ended(4000))) == "Still looking."
            silence = await dispatcher.dispatch(ended(6000))
            assert kinds(silence) == ["speak"]
            assert words(silence) == ""
            held.free.set()
            while dispatcher.inquiries:
                await asyncio.sleep(0.01)
            assert words(await dispatcher.dispatch(ended(8000))).startswith("It is shipped.")
        assert len(stand_in.asked) == 1

    asyncio.run(main())


def test_a_second_service_gets_only_what_is_left_of_the_time(tmp_path: Path) -> None:
    """However many are asked, the answer is there within the time of one."""

    async def main() -> None:
        first, second = Held(), Held()
        async with desk(catalog(tmp_path, then="price"), StandIn(first, second)) as dispatcher:
            asyncio.get_running_loop().call_later(0.6, first.free.set)
            began = time.monotonic()
            assert kinds(await until_asked(dispatcher)) == ["speak"]
            assert time.monotonic() - began < 1
            second.free.set()

    asyncio.run(main())


def test_events_that_wait_meanwhile_are_in_time_too(tmp_path: Path) -> None:
    """Each is answered within a second of its own arrival, in order."""

    async def main() -> None:
        async with desk(catalog(tmp_path), StandIn(Held())) as dispatcher:
            began = time.monotonic()
            first = asyncio.ensure_future(until_asked(dispatcher))
            await asyncio.sleep(0.1)  # so much later they come
            others = [dispatcher.dispatch(UserSpeak("c1", AT + 2100 + i, US, "hello")) for i in range(3)]
            outcomes = await asyncio.gather(first, *others)
            assert time.monotonic() - began < 1
            assert [words(outcome) for outcome in outcomes] == ["One moment.", "", "", ""]

    asyncio.run(main())


def test_another_call_waits_for_nobody(tmp_path: Path) -> None:
    """Only the call that asks is held."""

    async def main() -> None:
        async with desk(catalog(tmp_path), StandIn(Held())) as dispatcher:
            slow = asyncio.ensure_future(until_asked(dispatcher))
            while not len(dispatcher):
                await asyncio.sleep(0)
            assert kinds(await dispatcher.dispatch(SessionStart("c2", AT, US))) == ["speak"]
            assert not slow.done()
            await slow

    asyncio.run(main())


def test_over_a_socket_nobody_waits(tmp_path: Path) -> None:
    """The event is through at once, and so are others; what comes is sent by ourselves."""

    async def main() -> None:
        held, line = Held(), Line()
        async with desk(catalog(tmp_path), StandIn(held)) as dispatcher:
            assert (await until_asked(dispatcher, line)).body is None
            assert len(dispatcher) == 0
            held.free.set()
            await line.next(2)
            assert b"It is shipped." in line.sent[1]

    asyncio.run(main())


def test_over_a_socket_a_filler_comes_by_itself(tmp_path: Path) -> None:
    """When nothing came in time; and what comes while it plays, waits for its end."""

    async def main() -> None:
        held, line = Held(), Line()
        async with desk(catalog(tmp_path), StandIn(held)) as dispatcher:
            began = time.monotonic()
            await until_asked(dispatcher, line)
            await line.next(2)
            assert b"One moment." in line.sent[1]
            assert time.monotonic() - began >= PATIENCE_SECONDS
            held.free.set()
            while dispatcher.inquiries:
                await asyncio.sleep(0.01)
            await dispatcher.dispatch(ended(8_000_000_000), socket=line)
            assert b"It is shipped." in line.sent[2]

    asyncio.run(main())


def test_over_a_socket_who_tells_the_time_waits(tmp_path: Path) -> None:
    """In virtual time the clock must not move on before what a quick service said has been heard."""

    async def main() -> None:
        line = Line()
        async with StandIn(SHIPPED).open() as url:
            services = Services({"SHOP": url, "TOKEN": TOKEN})
            dispatcher = Dispatcher(catalog(tmp_path), MemoryStore(), services=services, trust_clock=True)
            assert words(await until_asked(dispatcher, line)).startswith("It is shipped.")
            assert len(line.sent) == 2
            await dispatcher.close()

    asyncio.run(main())


def test_what_nobody_took_goes_out_with_the_next_answer(tmp_path: Path) -> None:
    """The socket broke when the service had answered; the call comes back over the webhook."""

    async def main() -> None:
        held, line = Held(), Line()
        stand_in = StandIn(held)
        async with desk(catalog(tmp_path), stand_in) as dispatcher:
            await until_asked(dispatcher, line)
            line.broken = True
            line.asked.clear()
            held.free.set()
            await line.asked.wait()
            while len(dispatcher):
                await asyncio.sleep(0)
            dispatcher.closed(line)
            assert words(await dispatcher.dispatch(InputTimeout("c1", clock.now(), US))).startswith("It is shipped.")
        assert len(stand_in.asked) == 1

    asyncio.run(main())


@pytest.mark.parametrize("event", [SessionEnd("c1", AT + 3000, US), UserSpeak("c1", AT + 3000, US, "I give up")])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_nobody_needs_any_more_is_dropped(tmp_path: Path, event: Event, method: str) -> None:
    """The call is over, or went on elsewhere: the connection is let go, and what would have come changes nothing."""

    async def main() -> None:
        stand_in, line = StandIn(Held()), Line()
        async with desk(catalog(tmp_path, method), stand_in) as dispatcher:
            await until_asked(dispatcher, line)
            await stand_in.came.wait()
            await dispatcher.dispatch(event, socket=line)
            await stand_in.gone.wait()
            assert dispatcher.inquiries == 0
            assert b"shipped" not in b"".join(line.sent)

    asyncio.run(main())


@pytest.mark.parametrize("store", [MemoryStore, Slow])
def test_after_a_restart_what_only_reads_is_asked_again(tmp_path: Path, store: type[MemoryStore]) -> None:
    """By the first event that comes, and the caller hears what it says."""

    async def main() -> None:
        kept, known = store(), catalog(tmp_path)
        async with desk(known, StandIn(Held()), kept, close=False) as dispatcher:
            assert words(await until_asked(dispatcher)) == "One moment."
        stand_in = StandIn(SHIPPED)
        async with desk(known, stand_in, kept) as dispatcher:
            assert words(await dispatcher.dispatch(ended(4000))).startswith("It is shipped.")
        assert len(stand_in.asked) == 1

    asyncio.run(main())


def test_after_a_restart_what_changes_something_is_never_sent_again(tmp_path: Path) -> None:
    """Another process may be at it; when the service's time is over, nobody knows."""

    async def main() -> None:
        kept, known = MemoryStore(), catalog(tmp_path, "POST")
        async with desk(known, StandIn(Held()), kept, close=False) as dispatcher:
            await until_asked(dispatcher)
        stand_in = StandIn(SHIPPED)
        async with desk(known, stand_in, kept) as dispatcher:
            assert words(await dispatcher.dispatch(ended(4000))) == "Still looking."
            assert words(await dispatcher.dispatch(ended(6000))) == ""
            assert words(await dispatcher.dispatch(ended(8000))).startswith("Nobody knows.")
        assert not stand_in.asked

    asyncio.run(main())


def test_who_leaves_in_order_waits_for_what_changes_something(tmp_path: Path) -> None:
    """Its answer is in the session when the process ends."""

    async def main() -> None:
        kept, known, held = MemoryStore(), catalog(tmp_path, "POST"), Held()
        async with desk(known, StandIn(held), kept) as dispatcher:
            await until_asked(dispatcher)
            asyncio.get_running_loop().call_later(0.1, held.free.set)
        async with desk(known, StandIn(), kept) as dispatcher:
            assert words(await dispatcher.dispatch(ended(4000))).startswith("It is shipped.")

    asyncio.run(main())


def test_who_leaves_in_order_leaves_no_doubt(tmp_path: Path) -> None:
    """What was cut is known to be cut, and nothing is left running."""

    async def main() -> None:
        kept, known = MemoryStore(), catalog(tmp_path, "POST")
        async with desk(known, StandIn(Held()), kept) as dispatcher:
            await until_asked(dispatcher)
            await dispatcher.close()
            assert not {task for task in asyncio.all_tasks() if "Asking" in repr(task)}
        async with desk(known, StandIn(), kept) as dispatcher:
            assert words(await dispatcher.dispatch(ended(4000))).startswith("Nobody knows.")

    asyncio.run(main())


def test_a_retry_is_answered_and_asks_nobody(tmp_path: Path) -> None:
    """The connection broke while its event waited for the service: the same bytes again get the same answer."""

    async def main() -> None:
        stand_in = StandIn(SHIPPED)
        async with desk(catalog(tmp_path, "POST"), stand_in) as dispatcher:
            await dispatcher.dispatch(SessionStart("c1", AT, US))
            first = await dispatcher.dispatch(ended(2000), b"bytes", broken_connection)
            again = await dispatcher.dispatch(ended(2900), b"bytes", open_connection)
            assert words(first).startswith("It is shipped.")
            assert again.body == first.body
        assert len(stand_in.asked) == 1

    asyncio.run(main())


def test_an_event_whose_process_died_while_it_waited_is_answered(tmp_path: Path) -> None:
    """Its repetition finds an answer that was none yet, asks what only reads again, and answers that."""

    async def main() -> None:
        kept, known, stand_in = MemoryStore(), catalog(tmp_path), StandIn(SHIPPED)
        async with desk(known, StandIn(Held()), kept, close=False) as dispatcher:
            waiting = asyncio.ensure_future(until_asked(dispatcher))
            while (stored := await kept.load("c1")) is None or stored.session is None or not stored.session.inquiry:
                await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.wait([waiting])
            stored = await kept.load("c1")
            assert stored is not None
            assert stored.session is not None
            await kept.save("c1", stored.session, stored.revision, 60, Answered(b"ended of c1", None, lost=True))
        async with desk(known, stand_in, kept) as dispatcher:
            again = await dispatcher.dispatch(ended(2900), b"ended of c1")
            assert words(again).startswith("It is shipped.")
        assert len(stand_in.asked) == 1

    asyncio.run(main())


def test_it_is_saved_before_it_is_asked(tmp_path: Path) -> None:
    """When the service hears of it, the file knows it, its secrets being marks."""

    async def main() -> None:
        seen: list[str] = []
        path = tmp_path / "calls.db"
        store = SqliteStore(path)

        async def look(writer: asyncio.StreamWriter) -> None:
            other = SqliteStore(path)
            session = await session_of(other, "c1")
            assert session.inquiry is not None
            seen.append(session.inquiry.key)
            other.close()
            writer.write(SHIPPED)

        async with desk(catalog(tmp_path), StandIn(look), store) as dispatcher:
            assert words(await until_asked(dispatcher)).startswith("It is shipped.")
        store.close()
        assert seen == ["c1/1"]
        assert all(TOKEN.encode() not in file.read_bytes() for file in tmp_path.glob("calls.db*"))

    asyncio.run(main())


def test_the_express_lane_waits_for_a_service_too(tmp_path: Path) -> None:
    """An event of the lane that asks is answered with what the service said, and other events of its call wait."""

    async def main() -> None:
        held = Held()
        async with desk(catalog(tmp_path), StandIn(held)) as dispatcher:
            assert words(begin(dispatcher, SessionStart("c1", AT, US)) or NOTHING) != ""
            answered: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

            def answer(outcome: Outcome) -> bool:
                answered.set_result(outcome)
                return True

            assert dispatcher.begin(ended(2000), b"", b"", answer, open_connection)
            assert begin(dispatcher, ended(2001)) is None
            held.free.set()
            assert words(await answered).startswith("It is shipped.")

    asyncio.run(main())


def test_an_answer_of_the_lane_that_nobody_took_is_kept_for_its_repetition(tmp_path: Path) -> None:
    """The connection broke while a service was asked: the repeated event gets the same answer, and nobody is asked."""

    async def main() -> None:
        held = Held()
        stand_in = StandIn(held)
        async with desk(catalog(tmp_path), stand_in) as dispatcher:
            begin(dispatcher, SessionStart("c1", AT, US))
            gone: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

            def nobody(outcome: Outcome) -> bool:
                gone.set_result(outcome)
                return False

            assert dispatcher.begin(ended(2000), b"once", b"", nobody, open_connection)
            held.free.set()
            first = await gone
            again = await dispatcher.dispatch(ended(2300), b"once", open_connection)
            assert again.body == first.body
            assert len(stand_in.asked) == 1

    asyncio.run(main())


def test_one_line_in_the_log_for_each(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Service, method, the path as its author wrote it, status, time, attempts, call; no value, no secret."""

    async def main() -> None:
        async with desk(catalog(tmp_path), StandIn(reply(503), SHIPPED)) as dispatcher:
            await until_asked(dispatcher)

    with caplog.at_level(logging.DEBUG):
        asyncio.run(main())
    (record,) = [record for record in caplog.records if record.getMessage() == "a service was asked"]
    fields = record.fields  # type: ignore[attr-defined]  # ours
    assert fields.pop("ms") > 0
    assert fields == {
        "call": "c1", "service": "shop", "method": "GET", "path": "/orders/{{ caller.number }}", "status": 200,
        "attempts": 2,
    }  # fmt: skip
    assert TOKEN not in "".join(str(vars(record)) for record in caplog.records)


def test_what_goes_wrong_is_a_way_on(tmp_path: Path) -> None:
    """The flow says where; the frame holds no leftovers."""

    async def main() -> None:
        async with desk(catalog(tmp_path), StandIn(reply(200, b"{", Content_Type="application/json"))) as dispatcher:
            outcome = await until_asked(dispatcher)
            assert words(outcome).startswith("That did not work.")
            assert types(outcome.body or b"[]")
            assert dispatcher.inquiries == 0

    asyncio.run(main())


@pytest.mark.parametrize(("mend", "goes_on"), [(("One moment.", "Just now."), True), (("look", "seek"), False)])
def test_a_restart_with_other_files_while_a_service_is_asked(
    tmp_path: Path, mend: tuple[str, str], goes_on: bool
) -> None:
    """A call goes on where its state still asks; else its flow begins again, and nobody waits for what nobody asks."""

    async def main() -> None:
        kept = MemoryStore()
        async with desk(catalog(tmp_path), StandIn(Held()), kept, close=False) as dispatcher:
            await until_asked(dispatcher)
        path = tmp_path / "shop.yaml"
        path.write_text(path.read_text().replace(*mend))
        async with desk(Catalog(load([tmp_path])), StandIn(SHIPPED), kept) as dispatcher:
            said = words(await dispatcher.dispatch(ended(4000)))
            assert ("It is shipped." in said) is goes_on
            assert ("Let me seek." in said) is not goes_on

    asyncio.run(main())


@pytest.mark.parametrize("awaited", [True, False])
def test_a_call_that_nobody_knows_any_more_leaves_nothing(tmp_path: Path, awaited: bool) -> None:
    """The store forgot it while its service was asked: what comes is told to nobody, and forgotten too."""

    class Forgetful(MemoryStore):
        forgets = False

        async def load(self, call: str, *, fresh: bool = False) -> Stored | None:
            return None if self.forgets else await super().load(call, fresh=fresh)

    async def main() -> None:
        held, store = Held(), Forgetful()
        stand_in = StandIn(held)
        async with desk(catalog(tmp_path), stand_in, store) as dispatcher:
            asking = asyncio.ensure_future(until_asked(dispatcher))
            await (stand_in.came.wait() if awaited else asking)
            store.forgets = True
            held.free.set()
            await asking
            while dispatcher.inquiries:
                await asyncio.sleep(0.01)

    asyncio.run(main())


def test_a_store_that_fails_when_the_service_answers(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is a fault in the log; what only reads is asked again with the next event."""

    class Failing(MemoryStore):
        fails = False

        async def load(self, call: str, *, fresh: bool = False) -> Stored | None:
            if self.fails:
                raise StoreError("The disk is full.")
            return await super().load(call, fresh=fresh)

    async def main() -> None:
        held, store = Held(), Failing()
        async with desk(catalog(tmp_path), StandIn(held, SHIPPED), store) as dispatcher:
            await until_asked(dispatcher)
            store.fails = True
            held.free.set()
            while dispatcher.inquiries:
                await asyncio.sleep(0.01)
            store.fails = False
            assert words(await dispatcher.dispatch(ended(4000))).startswith("It is shipped.")

    asyncio.run(main())
    assert "what a service answered could not be used" in caplog.text


def test_the_end_of_the_process_while_an_answer_waits(tmp_path: Path) -> None:
    """Whoever waits for the service is answered with a filler, and the process ends."""

    async def main() -> None:
        stand_in = StandIn(Held())
        async with desk(catalog(tmp_path), stand_in) as dispatcher:
            waiting = asyncio.ensure_future(until_asked(dispatcher))
            await stand_in.came.wait()
            await dispatcher.close()
            assert words(await waiting) == "One moment."

    asyncio.run(main())


_MEANWHILE = st.sampled_from(["words", "key", "ended", "timeout", "stop", "again"])


@settings(max_examples=25, deadline=None)
@given(st.lists(_MEANWHILE, max_size=8), st.integers(0, 8), st.booleans())
def test_whatever_comes_meanwhile_it_is_sent_once(
    tmp_path_factory: pytest.TempPathFactory, meanwhile: list[str], freed: int, crowded: bool
) -> None:
    """Events at the same time, a store that lets the loop turn or has conflicts: one request a key, and an end."""

    def made(kind: str, at: int) -> Event:
        if kind == "words":
            return UserSpeak("c1", AT + at, US, "well")
        if kind == "key":
            return Key("c1", AT + at, US, "4")
        if kind == "timeout":
            return InputTimeout("c1", AT + at, US)
        return UserSpeak("c1", AT + at, US, "I give up") if kind == "stop" else ended(at)

    async def main() -> None:
        held = Held()
        stand_in = StandIn(held)
        store = Crowded(0) if crowded else Slow()
        async with desk(catalog(tmp_path_factory.mktemp("shop"), "POST"), stand_in, store) as dispatcher:
            await dispatcher.dispatch(SessionStart("c1", AT, US))
            if isinstance(store, Crowded):
                store.times = 3
            waiting = [asyncio.ensure_future(dispatcher.dispatch(ended(2000)))]
            await stand_in.came.wait()
            for number, kind in enumerate(meanwhile):
                if number == freed:
                    held.free.set()
                waiting.append(asyncio.ensure_future(dispatcher.dispatch(made(kind, 3000 + number))))
                await asyncio.sleep(0)
            held.free.set()
            await asyncio.gather(*waiting)
            while dispatcher.inquiries:
                await asyncio.sleep(0)
            assert len(dispatcher) == 0
        keys = [request.headers["Idempotency-Key"] for request in stand_in.asked]
        assert len(keys) == len(set(keys))

    asyncio.run(main())
