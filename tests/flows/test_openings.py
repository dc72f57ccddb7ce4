"""What callers say in their first sentence to the hairdresser's line, and what of it is known then."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from callwright.compiler import compile_path
from callwright.core.model import Flow
from callwright.platform.application import FlowApplication
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.envelope import CallSetup
from callwright.platform.services import Reply, Services
from callwright.rehearsal.reader import read_script
from callwright.rehearsal.run import perform

FLOW = Path(__file__).parents[2] / "flows" / "appointment.yaml"

DAYS = {day: f"2026-11-{day}" for day in range(20, 31)}
"""The call is held on Friday, the 20th of November 2026; the 27th is the Friday after."""

OPENINGS: tuple[tuple[str, str | None, str | None, str | None], ...] = (
    ("ich hätte gern einen Termin", None, None, None),
    ("Termin bitte", None, None, None),
    ("Haarschnitt", "haarschnitt", None, None),
    ("ich möchte mir die Haare schneiden lassen", "haarschnitt", None, None),
    ("ich bräuchte mal wieder einen Termin für Strähnen", "straehnen", None, None),
    ("einen Termin zum Bart trimmen", "bart", None, None),
    ("kann ich am Freitag vorbeikommen", None, DAYS[27], None),
    ("haben Sie am Donnerstag noch was frei", None, DAYS[26], None),
    ("einen Termin für Mittwoch", None, DAYS[25], None),
    ("einen Termin übermorgen um zehn", None, DAYS[22], "10:00"),
    ("einen Termin bei der Anna am Freitag", None, DAYS[27], None),
    ("Freitag um neun", None, DAYS[27], "09:00"),
    ("ich würde gern am Donnerstag zum Färben kommen", "farbe", DAYS[26], None),
    ("einen Termin zum Färben nächste Woche Freitag", "farbe", DAYS[27], None),
    ("einen Termin für meine Tochter zum Haare schneiden am Freitag", "haarschnitt", DAYS[27], None),
    ("einen Termin zum Haare schneiden um halb vier", "haarschnitt", None, "15:30"),
    ("am Freitag um vier einen Haarschnitt", "haarschnitt", DAYS[27], "16:00"),
    ("guten Tag ich hätte gerne einen Termin am Freitag um vier zum Haare schneiden", "haarschnitt", DAYS[27], "16:00"),
    ("ich hätte gern am Freitag um vier einen Termin zum Haare schneiden", "haarschnitt", DAYS[27], "16:00"),
    ("ginge es am Freitag um neun zum Haare schneiden", "haarschnitt", DAYS[27], "09:00"),
    ("äh ja hallo also ich wollte fragen ob ich am 26. um 14 Uhr Strähnen bekomme", "straehnen", DAYS[26], "14:00"),
    ("einen Termin für Färben am vierundzwanzigsten um viertel nach elf", "farbe", DAYS[24], "11:15"),
    # What could be one or the other is asked, and what is excluded is not taken.
    ("einen Termin zum Haare schneiden am Donnerstag oder Freitag", "haarschnitt", None, None),
    ("einen Termin zum Haare schneiden zwischen neun und elf", "haarschnitt", None, None),
    ("einen Termin zum Schneiden und Färben", None, None, None),
    ("einen Termin zum Färben, aber nicht am Freitag", "farbe", None, None),
    ("einen Termin zum Färben am Freitag, aber nicht um neun", "farbe", None, None),
    ("einen Termin zum Färben vor Freitag", "farbe", None, None),
    ("ich war letzten Freitag da und möchte wieder einen Termin", None, None, None),
    ("einen Termin zum Färben, Donnerstag, nein, Freitag", "farbe", DAYS[27], None),
    ("einen Termin für zwei Personen am Freitag um vier", None, DAYS[27], "16:00"),
)
"""Words, then the treatment, the day and the time that they tell."""


@pytest.fixture(scope="module")
def flow() -> Flow:
    compiled = compile_path(FLOW)
    assert compiled.project is not None
    return compiled.project.flows["appointment"]


def _known(flow: Flow, words: str) -> Mapping[str, Any]:
    """The form's values after this sentence, where every day and time is free."""
    free = {f"/days/{day}": (Reply(data={"free": ["09:00"]}),) for day in DAYS.values()}
    times = {
        f"/days/{day}/times/{hour:02}:{minute:02}": (Reply(data={"start": f"{day}T{hour:02}:{minute:02}"}),)
        for day in DAYS.values()
        for hour in range(9, 18)
        for minute in (0, 15, 30)
    }
    application = FlowApplication(flow, Services({"calendar": {**free, **times}}))
    script = f"tests:\n  - call:\n      at: 2026-11-20 10:00\n    steps:\n      - caller: {words}\n"
    (rehearsal,) = read_script(script.encode(), "openings").rehearsals
    setup = CallSetup(to_number="493023125200", timezone=flow.timezone)
    run_now(perform(rehearsal, InProcess(application), VirtualClock(), setup=setup))
    assert application.session is not None
    assert application.session.state == "termin"
    return application.session.values


@pytest.mark.parametrize(("words", "treatment", "day", "time"), OPENINGS, ids=[words for words, *_ in OPENINGS])
def test_an_opening(flow: Flow, words: str, treatment: str | None, day: str | None, time: str | None) -> None:
    """All that the first sentence tells is known, and nothing else."""
    values = _known(flow, words)
    assert (values.get("behandlung"), values.get("tag"), values.get("uhrzeit")) == (treatment, day, time)
