"""What callers really say to the flows that come with callwright, and what it leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler import compile_path
from callwright.core.model import Flow
from callwright.platform.application import FlowApplication
from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.envelope import CallSetup
from callwright.platform.line import Line
from callwright.platform.timeline import Entry, Playback, TextMessage
from callwright.platform.transcript import render
from callwright.rehearsal.conversation import Conversation

FLOWS = Path(__file__).parents[2] / "flows"

EMERGENCIES = (
    "ich kriege keine Luft", "ich kriege keine Luft mehr", "meine Mutter bekommt keine Luft", "Brustschmerzen",
    "ich habe starke Schmerzen in der Brust", "mein Mann hat einen Herzinfarkt", "ich glaube, das ist ein Schlaganfall",
    "meine Frau ist bewusstlos", "er atmet nicht", "sie atmet nicht mehr", "Notfall", "das ist ein Notfall",
)  # fmt: skip
ON_THE_WAY = {
    "at the greeting": (),
    "at a yes or no": ("einen Termin",),
    "at the wish": ("einen Termin", "ja"),
    "at the number": ("den Termin absagen",),
    "at the medicine": ("ein Rezept",),
    "at the call back": ("ein Rezept", "Aspirin"),
    "at the end": ("Sprechzeiten",),
}


def _talk(flow: Flow, *words: str) -> list[Entry]:
    """What took place after the last of these words were said."""

    async def play() -> list[Entry]:
        line = Line(CallSetup(from_number="447700900456"), seed=0, websocket=False)
        conversation = Conversation(
            Call(line, InProcess(FlowApplication(flow)), VirtualClock()), Caller(0), rewinds=False
        )
        await conversation.begin()
        await conversation.listen()
        before = 0
        for said in words:
            before = len(line.timeline)
            await conversation.act(said)
            await conversation.listen()
        await conversation.end()
        return line.timeline[before:]

    return run_now(play())


def _flow(name: str) -> Flow:
    compiled = compile_path(FLOWS / f"{name}.yaml")
    assert compiled.project is not None
    return compiled.project.flows[name]


def _said(entries: list[Entry]) -> str:
    return " ".join(entry.words for entry in entries if isinstance(entry, Playback))


@pytest.mark.parametrize("before", ON_THE_WAY.values(), ids=ON_THE_WAY)
def test_an_emergency_is_heard_everywhere(before: tuple[str, ...]) -> None:
    """At once, wherever the call stands, the caller is told in a protected sentence to dial 112."""
    flow = _flow("terminannahme")
    for words in EMERGENCIES:
        after = _talk(flow, *before, words)
        first = next(entry for entry in after if isinstance(entry, Playback) and entry.words)
        assert first.words.startswith("Legen Sie bitte jetzt auf und wählen Sie die 1 1 2."), (words, first.words)
        assert first.strategy == "none"


@pytest.mark.parametrize(
    ("flow", "words", "leads_to"),
    [
        ("terminannahme", ("ich brauche neue Tabletten",), "Welches Medikament"),
        ("terminannahme", ("ich möchte die Arzthelferin sprechen",), "Ich verbinde Sie"),
        ("terminannahme", ("wann ist die Praxis auf",), "von 8 bis 12 Uhr"),
        ("terminannahme", ("ich möchte den Termin absagen",), "fünfstellige Nummer"),
        ("terminannahme", ("meinen Termin 23471 absagen",), "Termin 2 3 4, 7 1 absagen"),
        ("terminannahme", ("einen Termin", "das erste Mal"), "Versichertenkarte"),
        ("terminannahme", ("einen Termin", "ich bin ein neuer Patient"), "Versichertenkarte"),
        ("terminannahme", ("einen Termin", "ja", "einen Termin am Dienstag"), "Wir rufen Sie zurück"),
        ("terminannahme", ("einen Termin", "ja", "Montag kann ich leider nicht"), "Wir rufen Sie zurück"),
        ("terminannahme", ("einen Termin", "ja", "nichts"), "sonst noch etwas"),
        ("terminannahme", ("einen Termin", "ja", "abbrechen"), "sonst noch etwas"),
        ("terminannahme", ("ein Rezept", "nein danke"), "sonst noch etwas"),
        ("terminannahme", ("ein Rezept", "das weiß ich nicht"), "sehen wir in Ihrer Akte nach"),
        ("terminannahme", ("ein Rezept", "ich brauche doch einen Termin"), "Waren Sie schon einmal"),
        ("terminannahme", ("absagen", "ach nein, ich brauche doch ein Rezept"), "Welches Medikament"),
        ("after-hours", ("ring me back",), "Shall we call the number"),
        ("after-hours", ("just tell me the hours again",), "Monday to Friday"),
        ("after-hours", ("message", "stop"), "I have not sent anything"),
        ("after-hours", ("message", "nothing"), "I have not sent anything"),
        ("after-hours", ("message", "no thank you"), "I have not sent anything"),
        ("after-hours", ("message", "actually call me back"), "Shall we call the number"),
        ("after-hours", ("call me back", "no", "a message please"), "after the tone"),
        ("customer-hotline", ("when are you open", "thanks"), "Goodbye"),
        ("customer-hotline", ("when are you open", "bye"), "Goodbye"),
        ("customer-hotline", ("where is my parcel", "how do I find it"), "first line of the e-mail"),
        ("customer-hotline", ("where is my parcel", "get me a manager"), "to a colleague"),
        ("customer-hotline", ("my bill", "my order number is 412345"), "order 4 1 2, 3 4 5"),
    ],
)
def test_what_callers_say(flow: str, words: tuple[str, ...], leads_to: str) -> None:
    """The words lead to where the caller wants to be, and no text message is sent in between."""
    after = _talk(_flow(flow), *words)
    assert leads_to in _said(after)
    assert not [entry for entry in after if isinstance(entry, TextMessage)]


@pytest.mark.parametrize(
    "message",
    [
        "please call me back about the red bicycle tomorrow",
        "my brakes do not work",
        "cancel my appointment on Monday please",
        "nothing helps, the gears still jump, could you have a look at it",
    ],
)
def test_a_message_may_have_any_words_in_it(message: str) -> None:
    """A message that mentions a call back, a no or a cancellation is taken as it was said."""
    sent = [
        entry.message for entry in _talk(_flow("after-hours"), "message", message) if isinstance(entry, TextMessage)
    ]
    assert len(sent) == 1
    assert sent[0].endswith(message)


def test_settings_are_told_in_words() -> None:
    """A longer pause for a message reads as a sentence in the transcript."""
    lines = render(_talk(_flow("after-hours"), "leave a message"))
    assert any("listens until 2000 ms of silence" in line for line in lines)
