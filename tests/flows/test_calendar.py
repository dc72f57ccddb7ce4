"""The calendar of the examples, by itself and asked in the middle of real calls."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from callwright.platform.clock import VirtualClock
from callwright.platform.dial_http import Webhook
from callwright.platform.dial_websocket import Socket
from callwright.platform.envelope import CallSetup
from callwright.rehearsal.reader import read_script
from callwright.rehearsal.run import Performance, perform
from tests.flows.asking import ask, example_services
from tests.flows.service import serving
from tests.flows.stubs import environment

FLOWS = Path(__file__).parents[2] / "flows"

BOOKED = """
tests:
  - call:
      from: ""
      at: 2026-11-20 10:00
    steps:
      - assistant: Möchten Sie einen Termin
      - caller: einen Termin zum Haare schneiden am Freitag um halb vier
      - assistant: Um 15 Uhr 30 ist leider nicht frei, aber um 14 Uhr 30, 15 Uhr und 16 Uhr.
      - caller: um vier
      - assistant: Auf welchen Namen
      - caller: Weber
      - assistant: Haarschnitt am Freitag, dem 27. November, um 16 Uhr
      - caller: nein, lieber am Donnerstag
      - assistant: Haarschnitt am Donnerstag um 16 Uhr
      - caller: ja
      - assistant: die Hälfte
      - assistant: Ihr Termin ist eingetragen, die Nummer ist 2 3 4
"""

CANCELLED = """
tests:
  - call:
      at: 2026-11-20 10:00
    steps:
      - assistant: Möchten Sie einen Termin
      - caller: absagen
      - assistant: Nummer des Termins
      - keys: "23470"
      - assistant: Termin 2 3 4, 7 0 absagen
      - caller: ja
      - assistant: um 9 Uhr ist abgesagt
      - assistant: sonst noch etwas
      - caller: ich möchte am Samstag einen Termin zum Färben
      - assistant: da ist leider schon alles belegt
      - caller: ja bitte
      - assistant: Frei ist noch um 11 Uhr, 13 Uhr 30 und 16 Uhr.
"""


@pytest.fixture(scope="module")
def services() -> Iterator[str]:
    with example_services() as address:
        yield address


def _held(services: str, script: str, scheme: str) -> Performance:
    """A call over a network, whose flow asks the real calendar."""
    (rehearsal,) = read_script(script.encode(), "calendar").rehearsals
    setup = CallSetup(to_number="493023125200", timezone="Europe/Berlin")
    with serving(FLOWS, environment=environment(services)) as address:
        url = f"{scheme}://{address}/{'webhook' if scheme == 'http' else 'websocket'}"
        way = (Webhook if scheme == "http" else Socket)(url, virtual_time=True)
        return asyncio.run(perform(rehearsal, way, VirtualClock(), setup=setup))


def test_free_times_are_spread_over_the_day(services: str) -> None:
    """A day is answered with its first free time, one in the middle and its last."""
    assert ask(services, "GET", "/calendar/days/2026-12-01?treatment=farbe") == (
        200,
        {"free": ["11:00", "13:30", "16:00"]},
    )


@pytest.mark.parametrize(("day", "reason"), [("2026-11-29", "closed"), ("2026-11-28", "full")])
def test_a_day_without_a_free_time_names_the_next(services: str, day: str, reason: str) -> None:
    """On a Sunday the salon is closed, on a Saturday full; the next free day is the Tuesday."""
    answer = ask(services, "GET", f"/calendar/days/{day}?treatment=bart")
    assert answer == (409, {"reason": reason, "next": "2026-12-01"})


def test_a_time_that_is_taken_is_answered_with_the_nearest(services: str) -> None:
    """The three free times around the one that cannot be had, in their order."""
    answer = ask(services, "GET", "/calendar/days/2026-12-01/times/10:00?treatment=bart")
    assert answer == (409, {"free": ["09:00", "09:30", "11:00"]})


def test_what_was_booked_is_not_free(services: str) -> None:
    """An appointment takes its whole length, the same request twice is one, and what is cancelled is free again."""
    wanted = {"treatment": "farbe", "day": "2026-12-02", "time": "16:00", "name": "Weber"}
    status, made = ask(services, "POST", "/calendar/bookings", wanted, key="a call/1")
    assert (status, made["start"]) == (201, "2026-12-02T16:00")
    assert ask(services, "POST", "/calendar/bookings", wanted, key="a call/1") == (201, made)
    assert ask(services, "POST", "/calendar/bookings", wanted, key="a call/2")[0] == 409
    assert ask(services, "GET", "/calendar/days/2026-12-02/times/17:30?treatment=bart")[0] == 409
    assert ask(services, "DELETE", f"/calendar/bookings/{made['number']}") == (200, {"start": "2026-12-02T16:00"})
    assert ask(services, "DELETE", f"/calendar/bookings/{made['number']}")[0] == 404
    assert ask(services, "GET", "/calendar/days/2026-12-02/times/17:30?treatment=bart")[0] == 200


@pytest.mark.parametrize("path", ["someday?treatment=bart", "2026-12-01?treatment=tattoo", "2026-12-01/times/x"])
def test_nonsense_is_refused(services: str, path: str) -> None:
    """What is no day, no time or no treatment is answered 400."""
    assert ask(services, "GET", f"/calendar/days/{path}")[0] == 400


def test_a_call_books(services: str) -> None:
    """Over HTTP: a taken time, a corrected day that is looked up again, and an appointment."""
    performance = _held(services, BOOKED, "http")
    assert performance.passed, performance.transcript()
    assert ask(services, "GET", "/calendar/days/2026-11-26/times/16:00?treatment=haarschnitt")[0] == 409


def test_a_call_cancels(services: str) -> None:
    """Over a WebSocket: an appointment is cancelled, and the next free day is taken with a yes."""
    performance = _held(services, CANCELLED, "ws")
    assert performance.passed, performance.transcript()
