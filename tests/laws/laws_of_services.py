"""Laws of services: nobody waits in silence, each is asked once, and what it answers is taken once."""

from __future__ import annotations

from collections.abc import Iterator

from callwright.core.events import Button, Outside, Response
from callwright.core.model import Form, Request
from callwright.core.session import Phase, Session
from callwright.platform.timeline import Playback
from tests.laws.asking import SLACK_MS, events_lost
from tests.laws.witness import Moment, Witness

PATIENCE_MS = 1_000
"""How long a caller hears nothing while a service is asked."""


def no_answer_keeps_the_caller_waiting(call: Witness) -> Iterator[str]:
    """Where an answer is held back for a service, it is given within a second."""
    since = None
    for moment in call.moments:
        if since is not None and moment.now - since > PATIENCE_MS:
            yield f"at {moment.now} ms an answer that was due since {since} ms"
            since = None
        if not moment.awaits and (moment.answer or not isinstance(moment.event, Outside | Button)):
            since = None
        elif moment.awaits and since is None:
            since = moment.now
    if since is not None and not call.line.over:
        yield f"the answer that was due since {since} ms was never given"


def no_long_silence_while_a_service_is_asked(call: Witness) -> Iterator[str]:
    """Never more than a second between the end of one thing said and the next, but for the ways of the network.

    What a voice cuts is another matter: then it is the caller's words that are waited for.
    """
    switches = call.case.switches
    if events_lost(call) or switches.ended != "at_stop" or switches.lost != "nothing":
        return
    asked = _asked(call)
    most = PATIENCE_MS + 2 * switches.answer_takes_ms + SLACK_MS
    for before, after in zip(call.line.playbacks, call.line.playbacks[1:], strict=False):
        if before.stopped_at is None or before.cut_by in ("caller", "noise"):
            continue
        for begun, done in asked:
            silence = min(after.at, done) - max(before.stopped_at, begun)
            if silence > most:
                yield f"{silence} ms of silence behind {_name(before)}, from {before.stopped_at} ms"


def _asked(call: Witness) -> list[tuple[int, int]]:
    """From when to when a service was asked, and the caller said nothing."""
    spans: list[tuple[int, int]] = []
    begun = None
    for moment in call.moments:
        speaks = moment.event.__class__.__name__ in ("UserSpeak", "Key", "SpeechStarted", "Outside", "Button")
        if moment.after.inquiry is None or moment.after.cut is not None or speaks:
            if begun is not None:
                spans.append((begun, moment.now))
            begun = None
        elif begun is None:
            begun = moment.now
    return spans


def _name(playback: Playback) -> str:
    return f"“{playback.words}”" if playback.words else "a silence"


def only_a_service_is_waited_for(call: Witness) -> Iterator[str]:
    """An answer is held back only where a service is asked and nothing is on the line; and there it is, or given."""
    for moment in call.moments:
        after = moment.after
        plays = any(playback.cut_ms is None and not playback.presumed for playback in after.open)
        if moment.awaits and (after.inquiry is None or plays or after.phase is not Phase.TALK):
            yield f"at {moment.now} ms an answer was held back: asked {after.inquiry}, on the line {after.open}"
        speaks = any(action["type"] in ("speak", "audio") for action in moment.answer)
        if moment.awaits and speaks:
            yield f"at {moment.now} ms an answer that speaks was held back"


def a_service_is_asked_once(call: Witness) -> Iterator[str]:
    """In one visit of its state a service is asked once; no inquiry begins while another one is neither answered nor
    left; keys are never used again."""
    keys: set[str] = set()
    visited = asked = ""
    for moment in call.moments:
        before, after = moment.before, moment.after
        if moment.noted("enter"):
            visited, asked = after.state, ""
        inquiry = after.inquiry
        if inquiry is None or (before is not None and before.inquiry is not None and before.inquiry == inquiry):
            continue
        if before is not None and before.inquiry is not None and before.inquiry.key == inquiry.key:
            continue
        if inquiry.key in keys:
            yield f"at {moment.now} ms the key {inquiry.key} was used again"
        keys.add(inquiry.key)
        if before is not None and before.inquiry is not None and not (_answered(moment) or moment.noted("enter")):
            yield f"at {moment.now} ms {inquiry.key} was asked while {before.inquiry.key} was neither answered nor left"
        if not inquiry.purpose and asked and visited == after.state:
            yield f"at {moment.now} ms {after.state} asked twice: {asked} and {inquiry.key}"
        asked = "" if inquiry.purpose else inquiry.key


def _answered(moment: Moment) -> bool:
    before = moment.before
    return (
        isinstance(moment.event, Response)
        and before is not None
        and before.inquiry is not None
        and moment.event.key == before.inquiry.key
    )


def an_answer_is_taken_once(call: Witness) -> Iterator[str]:
    """The ``save`` of a request is done when its service answers with 2xx, in that step, once, and at no other time."""
    for moment in call.moments:
        before, after = moment.before, moment.after
        if before is None or before.flow != after.flow or before.stack != after.stack or "counted" not in before.values:
            continue
        if {"call", "return"} & set(moment.rules):
            # The values are those of another sub-flow.
            continue
        grown = after.values.get("counted", 0) - before.values["counted"]
        worked = _answered(moment) and _worked(moment) and _saves(call, before)
        if "main menu" in moment.rules or grown == int(worked):
            continue
        name = type(moment.event).__name__
        yield f"at {moment.now} ms {name} saved {grown} times what a service answered {int(worked)} times"


def _worked(moment: Moment) -> bool:
    assert isinstance(moment.event, Response)
    return 200 <= moment.event.status < 300


def _saves(call: Witness, session: Session) -> bool:
    state = call.flow_of(session).states[session.state]
    return isinstance(state.act, Request) and any(one.name == "counted" for one in state.act.save)


def what_is_dropped_stays_dropped(call: Witness) -> Iterator[str]:
    """A response to an inquiry that is over changes nothing; a call that stands elsewhere asks nothing any more."""
    for moment in call.moments:
        before, after = moment.before, moment.after
        if after.inquiry is not None:
            act = call.flow_of(after).states[after.state].act
            if after.question:
                yield f"at {moment.now} ms {after.inquiry.key} is still asked, and {after.question} waits"
            if not isinstance(act, Form if after.inquiry.purpose else Request):
                yield f"at {moment.now} ms {after.inquiry.key} is still asked, and the call stands in {after.state}"
            if after.phase is not Phase.TALK and after.phase is not Phase.OVER:
                yield f"at {moment.now} ms {after.inquiry.key} is still asked after the talk"
        if before is None or not isinstance(moment.event, Response) or _answered(moment):
            continue
        if moment.answer or before.values != after.values or before.state != after.state:
            yield f"at {moment.now} ms a response to an inquiry that was over did something: {moment.rules}"
