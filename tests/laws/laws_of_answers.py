"""Laws of what is answered: valid, in order, and each prompt with what its own author gave it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from callwright.core import codec, interpreter
from callwright.core.prompt import Voice
from callwright.platform.timeline import Flaw
from tests.laws.asking import author_of, base_of, languages, what_came
from tests.laws.witness import Witness

WATCHDOG_S, PATIENCE_S = 10, 30


def every_event_is_answered(call: Witness) -> Iterator[str]:
    """Nothing crashes, and the platform's strict reader finds no fault in any answer."""
    if call.crashed:
        yield call.crashed
    for entry in call.line.timeline:
        if isinstance(entry, Flaw):
            yield str(entry.fault)


def one_answer_one_thing(call: Witness) -> Iterator[str]:
    """``barge_in`` stands before what is said instead, and at most one playback is in one answer."""
    for moment in call.moments:
        kinds = [a["type"] for a in moment.answer if a["type"] in ("speak", "audio", "barge_in")]
        if kinds not in ([], ["barge_in"], ["speak"], ["audio"], ["barge_in", "speak"], ["barge_in", "audio"]):
            yield f"at {moment.now} ms {kinds} in one answer"


def a_policy_belongs_to_its_prompt(call: Witness) -> Iterator[str]:
    """Every playback goes out with exactly the strategy and options that the author gave to each prompt in it."""
    own_policies = [flow.barge_in for flow in call.flow.family.values()]
    for sent in call.sent:
        for place, spoken in enumerate(sent.spoken):
            prompt = author_of(call, spoken)
            policy = prompt.barge_in if prompt is not None else spoken.barge_in
            if prompt is None and policy.strategy.value != "none" and policy not in own_policies:
                yield f"“{spoken.content}” is our own and has a policy of nobody's"
            wanted: dict[str, Any] = {"strategy": policy.strategy.value}
            if policy.minimum_characters is not None:
                wanted["minimum_characters"] = policy.minimum_characters
            if policy.allow_after_ms is not None:
                wanted["allow_after_ms"] = policy.allow_after_ms
            found = dict(sent.action["barge_in"])
            if place and not wanted.get("allow_after_ms"):
                # Behind another prompt the window of the first has gone by.
                wanted.pop("allow_after_ms", None)
                found.pop("allow_after_ms", None)
            if found != wanted:
                yield f"“{spoken.content}” went out with {sent.action['barge_in']}, not with {wanted}"
        if not sent.spoken and sent.action["barge_in"] != {"strategy": "none"}:
            yield f"a silent speak went out with {sent.action['barge_in']}"


def a_voice_belongs_to_its_prompt(call: Witness) -> Iterator[str]:
    """Every ``speak`` is in the voice of its author, or, where that does not speak the language, in one that does."""
    for sent in call.sent:
        found = sent.action.get("tts")
        for spoken in sent.spoken if sent.action["type"] == "speak" else ():
            prompt = author_of(call, spoken)
            if prompt is not None and prompt.own_voice and _speaks(found, prompt.voice, "", ""):
                continue
            if prompt is not None and not any(
                _speaks(found, prompt.voice, tag, base_of(call.flow.language))
                for tag in languages(call, prompt, spoken)
            ):
                yield f"“{spoken.content}” was spoken by {found}; its author's voice is {prompt.voice}"


def _speaks(found: Any, own: Voice | None, language: str, first: str) -> bool:
    """Whether ``found`` is right for a prompt in ``language`` (empty: whatever it is) whose author named ``own``."""
    if own is None and language == first:
        return found is None
    if own is not None and (not language or own.provider != "azure" or base_of(own.language or first) == language):
        every = (("provider", own.provider), ("language", own.language), ("voice", own.voice))
        return bool(found == {name: value for name, value in every if value})
    return found is not None and found["provider"] == "azure" and base_of(found.get("language", "")) == language


def end_of_turn_silence_belongs_to_its_prompt(call: Witness) -> Iterator[str]:
    """Where any prompt sets it, each plays with its own, audio too; where nothing is said, the question's or 700.

    In a call of several flows it begins with the first that has such a prompt.
    """
    in_force = None
    for moment in call.moments:
        for action in moment.answer:
            if "vad" in action:
                in_force = action["vad"]["end_of_turn_silence_ms"]
            elif action["type"] == "speak" and (in_force is not None or call.flow_of(moment.after).sends_vad):
                yield f"at {moment.now} ms a speak without vad"
        if moment.sent is None or not moment.sent.spoken or in_force is None:
            continue
        flow = call.flow_of(moment.after)
        question = flow.questions.get(moment.after.question)
        for spoken in moment.sent.spoken:
            prompt = author_of(call, spoken)
            own = prompt.end_of_turn_silence if prompt is not None else flow.end_of_turn_silence
            allowed = {own} if own else {(question and question.end_of_turn_silence) or 700, 700}
            if prompt is None:
                # A sentence of our own is said for the question that was asked when it came up.
                every = [question for one in call.flow.family.values() for question in one.questions.values()]
                allowed |= {question.end_of_turn_silence or 700 for question in every}
            if in_force not in allowed:
                yield f"“{spoken.content}” plays with {in_force} ms, not with {sorted(allowed)}"


def every_speak_carries_its_timeout(call: Witness) -> Iterator[str]:
    """A question goes out with its own time for silence, its prompt's before its state's; all else with a watchdog.

    A caller who asked us to wait has 30 s; one who is in the middle of a number has the time between two keys.
    """
    for sent in call.sent:
        if sent.action["type"] == "audio":
            continue
        found = sent.action.get("user_input_timeout_seconds")
        flow = call.flow_of(sent.session)
        question = flow.questions.get(sent.session.question)
        own = question.no_input_after if question else flow.no_input_after
        if not sent.spoken:
            if not found:
                yield "a silent speak without a timeout"
            continue
        prompt = author_of(call, sent.spoken[-1])
        if prompt is not None and prompt.no_input_after is not None:
            own = prompt.no_input_after
        begun = sent.session.keys or sent.session.pieces
        slot = flow.slot_of(question) if question is not None and begun else None
        waits = own if slot is None else min(slot.key_pause, sent.session.piece_ms or slot.key_pause)
        if slot is not None and sent.session.keys:
            waits = slot.key_pause
        wanted = WATCHDOG_S if sent.more else PATIENCE_S if sent.session.patient else waits / 1000
        if found != wanted:
            yield f"“{sent.sounding.text}” went out with {found} s, not with {wanted:g} s"


def same_input_same_output(call: Witness) -> Iterator[str]:
    """A step from the stored form of the session gives the same session and the same answer, and changes no input."""
    for moment in call.moments:
        if not moment.kept or moment.before is None:
            continue
        if codec.dump(moment.before) != moment.kept:
            yield f"at {moment.now} ms the step wrote into the session that it was given"
        again = interpreter.step(call.flow, codec.load(moment.kept), moment.event)
        if again.actions != moment.answer or again.session != moment.after:
            yield f"at {moment.now} ms {what_came(moment)} gives another answer from the stored session"
