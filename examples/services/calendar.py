"""The calendar of a hairdresser: which times are free, and appointments in them.

    GET    /calendar/days/2026-11-27?treatment=farbe                ->  {"free": ["09:00", "11:00", "16:00"]}
    GET    /calendar/days/2026-11-27/times/15:00?treatment=farbe    ->  {"start": "2026-11-27T15:00"}
    POST   /calendar/bookings  {"treatment", "day", "time", "name"} ->  201 {"number": "23471", "start": …}
    DELETE /calendar/bookings/23470                                 ->  {"start": …}, or 404

A day or a time that cannot be had is answered 409, with a reason ("closed" or "full") or with times that are free
instead. Saturdays are always full already, and asking about highlights takes four seconds: to try what a caller hears.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

HALF_HOURS = {"haarschnitt": 1, "bart": 1, "farbe": 4, "straehnen": 4}
"""How long each treatment takes."""

SLOW = "straehnen"
SLOW_SECONDS = 4.0
OPENS, CLOSES = 9 * 2, 18 * 2
"""From Tuesday to Saturday, in half hours since midnight."""

TAKEN = frozenset({20, 21, 26, 31})
"""What is taken on every day already: from ten to eleven, from one and from half past three."""

SATURDAY = 5
CLOSED = frozenset({0, 6})


@dataclass(frozen=True, slots=True)
class Appointment:
    """Somebody comes on a day, at a half hour since midnight."""

    treatment: str
    day: date
    at: int
    name: str

    @property
    def start(self) -> str:
        """As ISO, in the salon's own time."""
        return f"{self.day.isoformat()}T{_clock(self.at)}"


@dataclass(slots=True)
class Book:
    """All appointments by their number."""

    appointments: dict[str, Appointment] = field(default_factory=dict)
    answered: dict[str, JSONResponse] = field(default_factory=dict)
    last: int = 23470

    def free(self, day: date, treatment: str) -> list[int]:
        """When a treatment can begin on a day, in half hours since midnight."""
        if day.weekday() in CLOSED or day.weekday() == SATURDAY:
            return []
        taken = set(TAKEN)
        for one in self.appointments.values():
            if one.day == day:
                taken.update(range(one.at, one.at + HALF_HOURS[one.treatment]))
        lasts = HALF_HOURS[treatment]
        return [at for at in range(OPENS, CLOSES - lasts + 1) if taken.isdisjoint(range(at, at + lasts))]


def _next_tuesday() -> date:
    today = date.today()  # noqa: DTZ011 - the day on the salon's wall
    return today + timedelta(days=(1 - today.weekday()) % 7 or 7)


BOOK = Book({"23470": Appointment("farbe", _next_tuesday(), OPENS, "Weber")})


def _clock(half_hours: int) -> str:
    return f"{half_hours // 2:02}:{half_hours % 2 * 30:02}"


def _wrong(error: str) -> Response:
    return JSONResponse({"error": error}, 400)


def _wanted(day: str, treatment: str) -> tuple[date, str] | None:
    """A day and a treatment, as far as they are one."""
    try:
        return (date.fromisoformat(day), treatment) if treatment in HALF_HOURS else None
    except ValueError:
        return None


async def day(request: Request) -> Response:
    """Three free times of a day, spread over it; or why there is none, and when there is one again."""
    wanted = _wanted(request.path_params["day"], request.query_params.get("treatment", ""))
    if wanted is None:
        return _wrong("no such day or treatment")
    if wanted[1] == SLOW:
        await asyncio.sleep(SLOW_SECONDS)
    free = BOOK.free(*wanted)
    if free:
        few = sorted({free[0], free[len(free) // 2], free[-1]})
        return JSONResponse({"free": [_clock(at) for at in few]})
    later = (wanted[0] + timedelta(days=ahead) for ahead in range(1, 60))
    other = next(day for day in later if BOOK.free(day, wanted[1]))
    reason = "closed" if wanted[0].weekday() in CLOSED else "full"
    return JSONResponse({"reason": reason, "next": other.isoformat()}, 409)


async def time(request: Request) -> Response:
    """Whether a treatment can begin at a time; or the three free times that are nearest to it."""
    wanted = _wanted(request.path_params["day"], request.query_params.get("treatment", ""))
    clock = request.path_params["time"]
    if wanted is None or len(clock) != 5 or not clock.replace(":", "").isdigit():
        return _wrong("no such day, time or treatment")
    minutes = int(clock[:2]) * 60 + int(clock[3:])
    free = BOOK.free(*wanted)
    if minutes % 30 == 0 and minutes // 30 in free:
        return JSONResponse({"start": f"{wanted[0].isoformat()}T{clock}"})
    near = sorted(sorted(free, key=lambda at: abs(at * 30 - minutes))[:3])
    return JSONResponse({"free": [_clock(at) for at in near]}, 409)


async def book(request: Request) -> Response:
    """Make an appointment, once."""
    key = request.headers.get("idempotency-key", "")
    if key in BOOK.answered:
        return BOOK.answered[key]
    body = await request.json()
    wanted = _wanted(str(body.get("day", "")), str(body.get("treatment", "")))
    starts = {_clock(at): at for at in BOOK.free(*wanted)} if wanted else {}
    if wanted is None or body.get("time") not in starts:
        return JSONResponse({"error": "this time is not free"}, 409)
    BOOK.last += 1
    made = Appointment(wanted[1], wanted[0], starts[body["time"]], str(body.get("name", "")))
    BOOK.appointments[str(BOOK.last)] = made
    answer = JSONResponse({"number": str(BOOK.last), "start": made.start}, 201)
    if key:
        BOOK.answered[key] = answer
    return answer


async def cancel(request: Request) -> Response:
    """Take an appointment out of the book."""
    gone = BOOK.appointments.pop(request.path_params["number"], None)
    return JSONResponse({"error": "no such appointment"}, 404) if gone is None else JSONResponse({"start": gone.start})


routes = [
    Route("/days/{day}", day, methods=["GET"]),
    Route("/days/{day}/times/{time}", time, methods=["GET"]),
    Route("/bookings", book, methods=["POST"]),
    Route("/bookings/{number}", cancel, methods=["DELETE"]),
]
