"""The record: what was heard, exact where the platform told us, and never heard when in doubt."""

from __future__ import annotations

from callwright.core.playback import Fate
from tests.core.calls import Call
from tests.core.chain import CHAIN
from tests.core.menu import at_menu


def test_dropped_prompts_are_in_the_record() -> None:
    """What an answer made unnecessary is recorded as never spoken."""
    call = Call(CHAIN)
    call.interrupts("sales", 1000)
    assert ("menu", Fate.NEVER) in [(h.name, h.fate) for h in call.state.ledger]


def test_hang_up_in_a_protected_prompt() -> None:
    """A notice that ended far too early, since the caller hung up, was not heard."""
    call = Call(CHAIN)
    call.ended()
    call.event("assistant_speak", 20, duration_ms=4000, speech_started_at=0, text="This call is recorded.")
    call.event("assistant_speech_ended", 600)
    call.event("session_end", 0)
    assert all(h.fate is not Fate.HEARD for h in call.state.ledger if h.name == "notice")


def test_doubled_ended_makes_no_notice_heard() -> None:
    """An ended 20 ms after a notice was sent does not prove that it was heard."""
    call = Call(CHAIN)
    call.ended()
    call.ended(20)
    assert all(h.fate is not Fate.HEARD for h in call.state.ledger if h.name == "notice")


def test_late_length_of_markup() -> None:
    """A length that comes late is not taken for that of the next prompt."""
    call = Call(
        """
        states:
          first:
            prompts:
              - ssml: <speak>Hi.</speak>
              - text: This is a long sentence that nobody would ever say in one second, and it goes on and on.
                name: long
                barge_in: immediate
            transitions:
              yes: first
        """
    )
    call.ended(900)
    call.event("assistant_speak", 0, duration_ms=900, speech_started_at=0, ssml="<speak>Hi.</speak>")
    call.ended(1000)
    assert all(h.fate is Fate.CUT for h in call.state.ledger if h.name == "long")


def test_legacy_after_the_ended() -> None:
    """The old platform's user_barge_in behind the ended shows a cut."""
    call = Call(
        """
        states:
          first:
            prompts:
              text: Would you like to talk to somebody in our company right now?
              name: q
            transitions:
              yes: first
        """
    )
    call.ended(int(call.open[0].length_ms * 0.9))
    call.event("user_barge_in", 10, text="purp")
    call.says("purple elephants", 900)
    assert all(h.fate is not Fate.HEARD for h in call.state.ledger if h.name == "q")


def test_prompts_in_one_speak_are_told_apart() -> None:
    """What was played of a ``speak`` that was cut is shared out: ended, cut, never."""
    call = Call(
        """
        states:
          first:
            prompts:
              - text: This is the first sentence of three.
                name: one
              - text: This is the second sentence of three.
                name: two
              - text: This is the third one, the question.
                name: three
            transitions:
              yes: first
        """
    )
    call.event("assistant_speak", 0, duration_ms=6000, speech_started_at=0)
    call.event("assistant_speech_ended", 3000)
    fates = {h.name: (h.fate, h.ms) for h in call.state.ledger}
    assert fates["one"][0] is Fate.ENDED
    assert fates["two"][0] is Fate.CUT
    assert 800 <= fates["two"][1] <= 1200
    assert fates["three"] == (Fate.NEVER, 0)


def test_a_cut_by_our_own_action_is_exact() -> None:
    """A key stops the prompt; how much was said is known to the millisecond once its length was told."""
    call = Call(CHAIN)
    for length in (5000, 1500):
        call.event("assistant_speak", 0, duration_ms=length, speech_started_at=0)
        call.ended(length)
    call.event("assistant_speak", 0, duration_ms=4000, speech_started_at=0)
    call.key("1", 1500)
    call.ended(20)
    (menu,) = [h for h in call.state.ledger if h.name == "menu"]
    assert (menu.fate, menu.ms, menu.about) == (Fate.CUT, 1520, False)


def test_a_silent_speak_is_in_no_record() -> None:
    """Silence is no prompt."""
    call = at_menu()
    before = call.state.ledger
    call.says("mhm")
    assert call.kinds == ["silence"]
    call.ended()
    assert len(call.state.ledger) == len(before)


def test_a_call_that_ends_over_a_prompt_records_a_cut() -> None:
    """Even long after its length: nobody told that it ended."""
    call = Call(CHAIN)
    call.event("session_end", 60_000)
    assert [h.fate for h in call.state.ledger if h.name == "greeting"] == [Fate.CUT]
