"""What is fuzzed, and what must hold whatever it is given.

Laws, for every target: it raises nothing but what it says it raises, and twice the same gives the same. How long it
takes and how much memory it needs is watched by whoever runs it (``runner``).
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from callwright.compiler import compile_path
from callwright.compiler.compile import Compiled
from callwright.compiler.editing.formatting import formatted
from callwright.compiler.levels import read_levels
from callwright.core import codec
from callwright.core.codec import WireError
from callwright.core.events import InputTimeout, Key, Parties, SessionEnd, SessionStart, SpeechEnded, UserSpeak
from callwright.core.interpreter import start, step
from callwright.core.model import Flow
from callwright.core.session import Session
from callwright.diagnostics import text as rendering
from callwright.diagnostics.model import Diagnostic, Severity
from callwright.rehearsal.reader import read_script
from callwright.rehearsal.recording import BrokenRecordError, read

ROOT = Path(__file__).parents[2]
AT = 1_767_607_200_000
US = Parties("4915120304050", "492115566770", "inbound")


class BrokenLawError(AssertionError):
    """What must hold does not; the message says which law."""


@dataclass(frozen=True, slots=True)
class Target:
    """``seeds`` are inputs that are well formed; ``run`` takes any bytes, and raises where a law is broken."""

    name: str
    seeds: Callable[[], Sequence[bytes]]
    run: Callable[[bytes], None]


def must(holds: object, law: str) -> None:
    if not holds:
        raise BrokenLawError(law)


# diagnostics


def check_diagnostics(found: Iterable[Diagnostic], sources: Mapping[str, Sequence[str]], file: str) -> None:
    """Each has a place inside a file that there is, in words; all of them can be shown."""
    every = list(found)
    for one in every:
        for span in (one.span, *(related.span for related in one.related)):
            lines = sources.get(span.file)
            must(lines is not None or span.file == file, f"{one.code} is in no file: {span.file!r}")
            count = max(1, len(lines or ()))
            must(1 <= span.line <= count + 1, f"{one.code} is in line {span.line} of {count}")
            must(span.line <= span.end_line <= count + 1, f"{one.code} ends in line {span.end_line} of {count}")
            width = len(lines[span.line - 1]) if lines and span.line <= len(lines) else 0
            must(1 <= span.column <= width + 2, f"{one.code} is at column {span.column} of {width}")
        must(one.message.strip(), f"{one.code} has no words")
    rendering.render(every, dict(sources))


# flows


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="callwright-fuzz-"))


def compiled(data: bytes) -> Compiled:
    """The flow that these bytes are, as a file."""
    file = _folder() / "flow.yaml"
    file.write_bytes(data)
    return compile_path(file)


def run_flow(data: bytes) -> None:
    """A flow file: places, words, the same twice, a project only without errors; what compiles can be called."""
    made = compiled(data)
    file = str(_folder() / "flow.yaml")
    check_diagnostics(made.diagnostics, made.sources, file)
    errors = [one for one in made.diagnostics if one.severity is Severity.ERROR]
    must((made.project is None) == bool(errors), "a flow is made exactly where there is no error")
    must(compiled(data).diagnostics == made.diagnostics, "the same file gives the same findings")
    first = formatted(data, file)
    must(formatted(first.data, file).data == first.data, "what is formatted stays as it is")
    if made.project is not None:
        for flow in made.project.flows.values():
            call(flow)


def call(flow: Flow) -> None:
    """Whatever the flow is, a call of it goes on without an exception, and its session can be kept."""
    words = ["yes", "no", "billing", "47", "äöü", "", *(phrase for phrase in list(flow.intents)[:3])]
    session = start(flow, SessionStart("c", AT, US)).session
    at = AT
    for place, word in enumerate(words):
        at += 2_500
        for event in (SpeechEnded("c", at, US), UserSpeak("c", at + 400, US, word), Key("c", at + 800, US, "1")):
            session = step(flow, session, event).session
        if place == 2:
            session = step(flow, session, InputTimeout("c", at + 900, US)).session
            kept = codec.load(codec.dump(session))
            must(codec.dump(kept) == codec.dump(session), "a session is kept as it is")
    step(flow, session, SessionEnd("c", at + 1000, US))


def _flows() -> list[bytes]:
    places = ("flows/*.yaml", "examples/*.yaml", "examples/interruption/*.yaml", "tests/bad_input/**/*.yaml")
    files = [file for place in places for file in ROOT.glob(place) if ".test." not in file.name]
    # The smaller ones are quicker, and have as much in them to go wrong.
    return sorted((file.read_bytes() for file in files), key=lambda data: (len(data), data))[:60]


# parts of a flow, with everything else around them right


def _part(around: str) -> Callable[[bytes], None]:
    """A part stands where ``@`` is, as one line in quotes: all of YAML is out of the way."""

    def run(data: bytes) -> None:
        written = json.dumps(data.decode("utf-8", "replace"), ensure_ascii=False)
        run_flow(around.replace("@", written).encode("utf-8", "surrogatepass"))

    return run


_AROUND = """flow: fuzz
language: en-US
timezone: Europe/Berlin
variables: {{n: 1, name: Anna, list: [1, 2]}}
intents:
  billing: [billing, my bill]
{more}states:
  a:
    prompts: {prompt}
{state}  b:
    prompts: Goodbye.
    hangup: true
"""
_ASKS = "    transitions: {billing: b}\n"


def _around(prompt: str = "Hello.", more: str = "", state: str = _ASKS) -> str:
    return _AROUND.format(prompt=prompt, more=more, state=state)


def _words(*words: str) -> Callable[[], list[bytes]]:
    return lambda: [word.encode() for word in words]


_TEMPLATES = _words(
    "Hello {{ name }}, you have {{ n }} new messages.",
    "{% if n == 1 %}one{% elif n > 2 and not name %}many{% else %}{{ n | say }}{% endif %}",
    "{% for x in list %}{{ x | say }}, {% endfor %}",
    "{{ name | default('you') | upper }} {{ now | say(format='long') }} {{ caller.number[-4:] }}",
    "{{ (n + 2) * 3 }} {{ 'x' ~ n }} {{ list | length }} {{ called.number }} {# a remark #}",
    "{% set x = 1 %}{% raw %}{{ no }}{% endraw %}{{ ''.__class__ }}{{ 'x' * 200000000 }}{{ 2 ** 9999 }}",
)
_CONDITIONS = _words(
    "n == 1 and name != 'Anna'",
    "not caller.number or n in list",
    "was_heard('notice') and call.language == 'en-US' or (n > 2 and n <= 9)",
    "name is defined and list | length > 1",
)
_PHRASES = _words(
    "billing",
    "(I want|I would like) [to speak about] (my|the) bill",
    "my bill please | invoice",
    "{name} is my name",
    "book a table for {n:number} people",
    "(((a|b)|[c])|d) e",
)
_HOURS = _words("mon-fri 9:00-17:00", "sat 10:00-12:00, 13:00-16:00", "daily 00:00-24:00", "Mo-Fr 9-17", "closed")


# other files


def run_script(data: bytes) -> None:
    """A test script: places and words, the same twice."""
    script = read_script(data, "flow.test.yaml")
    check_diagnostics(script.diagnostics, {"flow.test.yaml": script.lines}, "flow.test.yaml")
    must(read_script(data, "flow.test.yaml") == script, "the same script is read alike")
    first = formatted(data, "flow.test.yaml")
    must(formatted(first.data, "flow.test.yaml").data == first.data, "what is formatted stays as it is")


def _scripts() -> list[bytes]:
    return [file.read_bytes() for file in sorted([*ROOT.glob("flows/*.test.yaml"), *ROOT.glob("examples/*.test.yaml")])]


def run_settings(data: bytes) -> None:
    """``callwright.toml``: places and words, the same twice."""
    levels = read_levels(data, "callwright.toml")
    lines = data.decode("utf-8", "replace").split("\n")
    check_diagnostics(levels.diagnostics, {"callwright.toml": lines}, "callwright.toml")
    must(read_levels(data, "callwright.toml") == levels, "the same file is read alike")


_SETTINGS = _words(
    '[check]\nunreachable-state = "off"\nlong-prompt = "error"\n',
    "# a remark\n[check]\nno-way-to-a-person = 'warning'\n",
    '[check]\n"unreachable-state" = { level = "info" }\n[other]\nx = 1979-05-27T07:32:00Z\n',
)


def run_wire(data: bytes) -> None:
    """An event of the wire: an event, or a refusal that says where."""
    try:
        codec.decode(codec.loads_json(data), AT)
    except WireError as error:
        must(error.path and error.found and error.allowed, "a refusal says where, what, and what else")


_EVENTS = _words(
    '{"type": "session_start", "session": {"id": "a", "direction": "inbound", "from_phone_number": "+49151"}}',
    '{"type": "user_speak", "session": {"id": "a"}, "text": "h\\u00e4llo", "barged_in": true}',
    '{"type": "assistant_speak", "session": {"id": "a"}, "duration_ms": 1.5e3, "speech_started_at": 17}',
    '{"type": "dtmf_received", "session": {"id": "a"}, "digit": "#"}',
)


def run_session(data: bytes) -> None:
    """A stored session: a session that can be kept again, or a ``ValueError``."""
    try:
        session = codec.load(data)
    except ValueError:
        return
    must(isinstance(session, Session), "what is loaded is a session")
    must(codec.dump(codec.load(codec.dump(session))) == codec.dump(session), "a session is kept as it is")


def _sessions() -> list[bytes]:
    kept: list[bytes] = []
    for data in [file.read_bytes() for file in sorted(ROOT.glob("flows/*.yaml"))[:6] if ".test." not in file.name]:
        project = compiled(data).project
        for flow in project.flows.values() if project is not None else ():
            session = start(flow, SessionStart("c", AT, US)).session
            kept.append(codec.dump(session))
            session = step(flow, session, SpeechEnded("c", AT + 3000, US)).session
            kept.append(codec.dump(step(flow, session, UserSpeak("c", AT + 4000, US, "yes")).session))
    return kept


def run_record(data: bytes) -> None:
    """The lines of a call's record: a recording, or a refusal that says which line."""
    try:
        read(data.split(b"\n"))
    except BrokenRecordError as error:
        must(str(error).strip(), "a refusal says which line")


_RECORDS = _words(
    '{"record": 1, "at": 1, "call": "c", "flow": "f", "version": "v", "over": "http"}\n'
    '{"at": 1, "event": {"type": "session_start", "session": {"id": "c"}}, "answer": null}\n'
    '{"at": 2, "own": {"type": "outside", "name": "x", "body": {}}, "answer": {"type": "speak", "text": "a"}}\n'
    '{"at": 3, "repeated": true, "answer": null}',
)


TARGETS = (
    Target("flow", _flows, run_flow),
    Target("template", _TEMPLATES, _part(_around(prompt="@"))),
    Target("condition", _CONDITIONS, _part(_around(state="    choose: [{when: @, go_to: b}, {go_to: b}]\n"))),
    Target(
        "phrase", _PHRASES, _part(_around(more="  wants: [@]\n", state="    transitions: {billing: b, wants: b}\n"))
    ),
    Target("hours", _HOURS, _part(_around(more="hours: {shop: {open: [@]}}\n"))),
    Target("script", _scripts, run_script),
    Target("settings", _SETTINGS, run_settings),
    Target("wire", _EVENTS, run_wire),
    Target("session", _sessions, run_session),
    Target("record", _RECORDS, run_record),
)
"""All of them, the one with the most to be found first."""
