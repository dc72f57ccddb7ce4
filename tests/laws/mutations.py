"""Each law and a rule behind it: where the rule is taken out of the engine, the law must be broken.

A mutation is a change of text in one file of the package. Its text stands there exactly once; where a change of the
engine moved it, the test says so, and the mutation is to be written anew for the code that keeps the rule now.

    .venv/bin/python -m tests.laws.mutations          prints the table
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutation:
    """``law`` is broken once ``old`` is ``new`` in ``file``. ``rule``: what is taken out, as language 5 numbers it."""

    law: str
    rule: str
    file: str
    old: str
    new: str
    flow: str = ""
    """The flow whose callers come upon it soon; empty for any."""


HOTEL = "hotel"

MUTATIONS = (
    Mutation(
        "one_playback_at_a_time",
        "1: a prompt is sent as the answer to the ended of the one before",
        "core/sending.py",
        "        if playing(turn) or not (due or _carries_another_time(turn)):\n            return\n        stop(turn)",
        "        pass",
    ),
    Mutation(
        "one_answer_one_thing",
        "1: one prompt at a time leaves the queue",
        "core/sending.py",
        "    elif session.waiting:\n        _send(turn)",
        "    elif session.waiting:\n        while session.waiting:\n            _send(turn)",
    ),
    Mutation(
        "never_a_silent_line",
        "the invariant: the silent speak arms the timeout again",
        "core/sending.py",
        "    elif session.armed != _what_we_wait_for(turn)[1]:\n        _send_silence(turn)",
        "",
    ),
    Mutation(
        "every_speak_carries_its_timeout",
        "2: a question carries its own prompt's no_input_after",
        "core/sending.py",
        "        session.listen_ms = first.no_input_after or _question_ms(turn)\n        timeout =",
        "        session.listen_ms = _question_ms(turn)\n        timeout =",
    ),
    Mutation(
        "silence_ends_the_call",
        "2: a timeout proves that a prompt has ended whose ended was lost",
        "core/rules.py",
        "    line.presume_ended(turn, timeout=True)",
        "    pass",
    ),
    Mutation(
        "a_policy_belongs_to_its_prompt",
        "3: only neighbours with the same policy go out together",
        "core/playback.py",
        "            and self.barge_in.strategy is before.barge_in.strategy\n",
        "",
    ),
    Mutation(
        "a_voice_belongs_to_its_prompt",
        "3: only neighbours with the same voice go out together",
        "core/playback.py",
        "            and self.voice == before.voice\n",
        "",
    ),
    Mutation(
        "protected_is_never_lost",
        "4: an interruption drops what waits, but for what is protected",
        "core/turn.py",
        "        kept = tuple(spoken for spoken in session.waiting if spoken.barge_in.protected)",
        "        kept: tuple[Spoken, ...] = ()",
    ),
    Mutation(
        "what_waits_keeps_its_order",
        "4: protected prompts that waited are spoken first",
        "core/turn.py",
        "        session.waiting = kept\n",
        "        session.waiting = kept[::-1]\n",
    ),
    Mutation(
        "heard_means_heard",
        "5: what a voice can cut is heard only if the platform's figures leave no doubt",
        "core/ledger.py",
        "    return Fate.HEARD if surely_whole(playback, elapsed) else Fate.ENDED",
        "    return Fate.HEARD",
    ),
    Mutation(
        "protected_is_heard",
        "5: what no voice can cut is heard when its ended comes",
        "core/playback.py",
        "        return bool(self.spoken) and self.spoken[0].barge_in.strategy not in _DEAF",
        "        return bool(self.spoken)",
    ),
    Mutation(
        "the_record_is_complete",
        "5: what still plays when the call ends is in the record",
        "core/line.py",
        "            lines += ledger.entries(playback, elapsed, cut=True, certain=False)",
        "            pass",
    ),
    Mutation(
        "the_record_is_exact",
        "5: what is only guessed is marked",
        "core/ledger.py",
        "    return _until(playback, elapsed, about=not certain or playback.duration_ms is None)",
        "    return _until(playback, elapsed // 2, about=False)",
    ),
    Mutation(
        "about_is_near",
        "5: a guess is near the truth",
        "core/ledger.py",
        "def _until(playback: Playback, elapsed: int, *, about: bool) -> tuple[Heard, ...]:\n"
        "    played, length = playback.played(elapsed), playback.length_ms",
        "def _until(playback: Playback, elapsed: int, *, about: bool) -> tuple[Heard, ...]:\n"
        "    played, length = playback.played(elapsed) + 2000, playback.length_ms",
    ),
    Mutation(
        "the_last_word_is_heard",
        "6: hang-up and transfer come on the ended of the last word",
        "core/sending.py",
        "    elif session.waiting:\n        _send(turn)",
        "    elif session.waiting:\n        _send(turn)\n"
        "        if not session.waiting and session.after is not After.LISTEN:\n            _finish(turn)",
    ),
    Mutation(
        "nothing_after_the_end",
        "6: words sooner than 5 s after a hang-up get no answer",
        "core/interpreter.py",
        "HANGUP_AGAIN_MS = 5_000",
        "HANGUP_AGAIN_MS = 0",
    ),
    Mutation(
        "protected_is_never_cut",
        "7: a key over a protected prompt is ignored",
        "core/keys.py",
        "    if playing is not None and playing.protected:",
        "    if False:",
    ),
    Mutation(
        "words_over_protected_change_nothing",
        "7: words over a protected prompt are no answer",
        "core/words.py",
        "    elif playing.protected and not (late and session.moved_at <= begun):",
        "    elif False:",
    ),
    Mutation(
        "a_backchannel_is_no_answer",
        "7: a backchannel is no answer",
        "core/meaning.py",
        "    if words.is_backchannel and not question.yes_no:",
        "    if False:",
    ),
    Mutation(
        "a_late_yes_answers_nothing",
        "8: late words belong to what came before",
        "core/words.py",
        "    if late and _belongs_to_nothing(turn, words, begun):",
        "    if False:",
    ),
    Mutation(
        "a_stray_interruption_is_forgiven",
        "9: an interruption that matches nothing is not counted the first time",
        "core/words.py",
        "    allowed = 2 if meaning.sense is Sense.BACKCHANNEL else 1",
        "    allowed = 0",
    ),
    Mutation(
        "noise_is_not_counted_as_silence",
        "10: the silence after a stop without words is not counted",
        "core/rules.py",
        "        if rest and not session.noise_resumed:",
        "        if False:",
    ),
    Mutation(
        "end_of_turn_silence_belongs_to_its_prompt",
        "13: before audio the recogniser is told its end-of-turn silence",
        "core/sending.py",
        "        if vad is not None and vad != before:",
        "        if False:",
    ),
    Mutation(
        "every_event_is_answered",
        "a policy has only the options that its strategy has",
        "core/actions.py",
        "    if barge_in.allow_after_ms is not None:\n",
        "    if True:\n",
    ),
    Mutation(
        "same_input_same_output",
        "a step writes to a copy of the session",
        "core/interpreter.py",
        "    turn = Turn(flow, session.fork(), event.at)\n    if not",
        "    turn = Turn(flow, session, event.at)\n    if not",
    ),
    Mutation(
        "no_answer_keeps_the_caller_waiting",
        "a service that takes long: the caller hears a filler or a silence of our own",
        "core/inquiring.py",
        "    turn.takes_long = True",
        "    session.waiting = ()",
        HOTEL,
    ),
    Mutation(
        "no_long_silence_while_a_service_is_asked",
        "the answer to the ended of each filler waits a moment for the service, and no longer",
        "core/sending.py",
        "    if session.inquiry is None or session.phase",
        "    if session.inquiry is None or session.inquiry.filled or session.phase",
        HOTEL,
    ),
    Mutation(
        "only_a_service_is_waited_for",
        "an answer is held back only while nothing is on the line",
        "core/sending.py",
        "    return not (occupied(turn) or (session.cut",
        "    return not (bool(turn.muted) or (session.cut",
        HOTEL,
    ),
    Mutation(
        "a_service_is_asked_once",
        "every inquiry has a key of its own",
        "core/inquiring.py",
        "    session.asked += 1",
        "    session.asked = 1",
        HOTEL,
    ),
    Mutation(
        "an_answer_is_taken_once",
        "what a service answers is saved once",
        "core/inquiring.py",
        "    walk.assign(turn, request.save)\n    if slot is None:",
        "    walk.assign(turn, request.save * 2)\n    if slot is None:",
        HOTEL,
    ),
    Mutation(
        "what_is_dropped_stays_dropped",
        "where the call is led away, its inquiry is over",
        "core/asking.py",
        '    session.inquiry, session.checking = None, ""\n',
        "",
        HOTEL,
    ),
    Mutation(
        "a_form_holds_what_fits",
        "limits are checked on every value, wherever it came from",
        "core/walk.py",
        "    forms.weed(turn, form)\n",
        "",
        HOTEL,
    ),
    Mutation(
        "a_value_was_said",
        "the keys that were typed are the value",
        "core/keys.py",
        "        value = typed if slot.type",
        "        value = typed[::-1] if slot.type",
        HOTEL,
    ),
    Mutation(
        "what_is_refused_is_not_kept",
        "a value that a check refuses is forgotten",
        "core/walk.py",
        "    forms.forget(turn, (slot.name,))\n    session.refusals",
        "    session.refusals",
        HOTEL,
    ),
    Mutation(
        "a_mend_changes_nothing_else",
        "a correction empties only what it calls wrong",
        "core/answers.py",
        "    if meaning.slots:\n        forms.forget(turn, meaning.slots)",
        "    forms.forget(turn, frozenset(slot.name for slot in form.slots) - meaning.values.keys())",
        HOTEL,
    ),
    Mutation(
        "what_is_confirmed_was_asked_about",
        "a new value is confirmed anew",
        "core/forms.py",
        '    return f"{name}=" + "|".join(',
        '    return f"{name}=" or "|".join(',
        HOTEL,
    ),
    Mutation(
        "nothing_leaks_from_a_subflow",
        "a sub-flow has values of its own",
        "core/crossing.py",
        "    session.state, session.values = frame.state, frame.values",
        "    session.state = frame.state",
        HOTEL,
    ),
    Mutation(
        "a_digression_comes_back",
        "after a small task in between the open question waits again",
        "core/walk.py",
        "    asking.wait(turn, question)\n    turn.session.moved_at",
        "    turn.session.moved_at",
        HOTEL,
    ),
    Mutation(
        "subflows_are_not_too_deep",
        "no more than 20 sub-flows wait for each other",
        "core/crossing.py",
        "MAX_DEPTH = 20",
        "MAX_DEPTH = 20_000",
        HOTEL,
    ),
)


def table() -> str:
    """The mutations as people read them: the rule, the law that sees it, the place."""
    wide = max(len(mutation.law) for mutation in MUTATIONS)
    return "\n".join(f"{mutation.law:<{wide}}  {mutation.file:<20}  {mutation.rule}" for mutation in MUTATIONS)


if __name__ == "__main__":
    print(table())
