"""Playing scripts: what passes, and what is said where something differs."""

from __future__ import annotations

import pytest

from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import Application, InProcess
from callwright.platform.timeline import HungUp
from callwright.rehearsal.reader import read_script
from callwright.rehearsal.run import Performance, perform
from tests.platform.applications import Actions, Event, Hotline, act, speak
from tests.platform.test_voice import wav


def play(steps: str, application: Application | None = None, call: str = "") -> Performance:
    """One test with these steps, indented by nothing."""
    inner = "".join(f"      {line}\n" for line in steps.strip().splitlines())
    text = f"tests:\n  - name: a test\n{call}    steps:\n{inner}"
    script = read_script(text.encode(), "a.test.yaml")
    assert script.diagnostics == ()
    return run_now(perform(script.rehearsals[0], InProcess(application or Hotline()), VirtualClock()))


def problem(performance: Performance) -> str:
    return performance.results[-1].problem


def test_as_written() -> None:
    """A conversation that goes as written passes, each step with its time."""
    performance = play("""
- assistant:
    contains: may be recorded
    barge_in: none
- assistant:
    contains: billing
    barge_in:
      strategy: immediate
      allow_after_ms: 500
- caller: it's about my bill
  interrupts_after: 1.2s
  cuts: yes
- assistant: You said it's about my bill
- assistant: What else
- silence
- assistant:
    is: Are you still there?
- keys: 4
- assistant: You pressed 4.
- caller: bye
- assistant: Goodbye
- hangup
""")
    assert problem(performance) == ""
    assert performance.passed
    assert [result.at for result in performance.results] == sorted(result.at for result in performance.results)
    assert "✂ it's about my bill" in performance.transcript()


def test_interrupting_is_exact() -> None:
    """An interruption comes at its moment of the sentence that was matched last."""
    performance = play("- assistant: billing\n- caller: bill\n  interrupts_after: 1.5s")
    question = next(e for e in performance.timeline if getattr(e, "words", "").startswith("Would"))
    spoken = next(e for e in performance.timeline if getattr(e, "words", "") == "bill")
    assert spoken.at == question.at + 1500


def test_over_a_protected_sentence() -> None:
    """Words over a protected sentence do not cut it, and a script can demand that."""
    performance = play("- caller: hello\n  over: may be recorded\n  interrupts_after: 500ms\n  cuts: no")
    assert performance.passed


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ("- assistant: the weather", "“the weather” was expected, but the assistant said “This call may be recorded.”"),
        ("- assistant: the weather", "write `- silence` to let the caller say nothing"),
        ("- assistant: billing\n- assistant: recorded", "“recorded” was expected"),
        (
            "- assistant:\n    contains: recorded\n    barge_in: immediate",
            "“This call may be recorded.” is said with barge_in none, not immediate",
        ),
        ("- assistant:\n    contains: billing\n    lacks: hours", "with “hours” in it"),
        ("- assistant:\n    is: Would you like billing", "“Would you like billing” was expected"),
        ("- assistant:\n    audio: yes", "a recording was expected"),
        ("- caller: hi\n  over: recorded\n  cuts: yes", "“This call may be recorded.” [none] was not cut"),
        ("- caller: my bill\n  over: billing\n  cuts: no", "it should not, but “Would you like"),
        ("- caller: hi\n  over: recorded\n  interrupts_after: 9s", "lasts only"),
        ("- assistant: recorded\n- hangup", "the assistant should hang up; now it waits"),
        ("- transfer: +49 211 1", "a transfer was expected, but there is none; now it waits"),
        ("- caller: operator\n- transfer: +49 211 1", "the transfer goes to 492115566770 instead of 492111"),
        ("- sms", "x"),
        ("- caller: bye\n- hangup\n- caller: hello?", "the call is over by then"),
        ("- caller: bye\n- hangup\n- silence", "the call is over"),
        ("- caller: bye\n- assistant: Hello again", "but the assistant said “Goodbye.”; the assistant has hung up"),
    ],
)
def test_differences(steps: str, says: str) -> None:
    """The first difference is told with what happened instead, and ends the rehearsal."""
    if steps == "- sms":
        performance = play("- sms: Your order")
        says = "a text message was expected, but none was sent"
    else:
        performance = play(steps)
    assert not performance.passed
    assert says in problem(performance)
    assert isinstance(performance.timeline[-1], HungUp) or "transfer" in steps


def test_transfer_that_fails() -> None:
    """The outcome that a script gives a transfer is the one that happens, and the caller comes back."""
    performance = play("""
- caller: operator please
- assistant: putting you through
- transfer:
    to: +49 211 5566770
    outcome: no_answer
- assistant: Nobody is free
- caller: bye
- hangup
""")
    assert problem(performance) == ""
    assert performance.passed


def test_transfer_that_is_answered() -> None:
    """After an answered transfer the call is elsewhere and the rehearsal over."""
    assert play("- caller: operator\n- transfer").passed


def test_caller_hangs_up_and_noise_and_silence() -> None:
    """The caller can be loud, silent for a while, and hang up in the middle of a sentence."""
    performance = play("""
- assistant: billing
- noise: 300ms
  interrupts_after: 700ms
  cuts: yes
- silence: 2s
- caller_hangs_up
""")
    assert performance.passed
    end = performance.timeline[-1]
    assert isinstance(end, HungUp)
    assert end.by == "caller"


def test_call_facts() -> None:
    """Who calls whom and when is as the script says."""
    application = Hotline()
    call = "    call:\n      from: +49 151 1\n      to: +49 211 2\n      at: 2026-11-20 10:00+01:00\n"
    assert play("- assistant: recorded", application, call).passed
    event = application.events[0]
    assert event["session"]["from_phone_number"] == "491511"
    assert event["session"]["to_phone_number"] == "492112"
    assert event["at"] == 1_795_165_200_000


class Messenger:
    """Sends a text message and plays a recording."""

    def receive(self, event: Event, _at: int) -> Actions:
        session = event["session"]["id"]
        if event["type"] != "session_start":
            return []
        sms = act(session, "send_sms", phone_number="4915120304050", message="Your order 4711 is on its way.")
        return [sms, act(session, "audio", audio=wav(1), barge_in={"strategy": "none"})]


def test_recordings_and_text_messages() -> None:
    """A script can expect a recording, and a text message to somebody."""
    steps = "- assistant:\n    audio: yes\n- sms:\n    to: +49 151 20304050\n    contains: order 4711"
    assert play(steps, Messenger()).passed
    assert "went to 4915120304050 instead of 4915120304051" in problem(
        play("- sms:\n    to: +49 151 20304051", Messenger())
    )
    assert "says “Your order 4711" in problem(play("- sms: order 4712", Messenger()))


def test_faults_of_answers() -> None:
    """A rehearsal whose words all fit has not passed while an answer broke the protocol."""

    class Careless(Hotline):
        def receive(self, event: Event, at: int) -> Actions:
            answer = super().receive(event, at)
            return answer or [{"success": True}]

    performance = play("- assistant: recorded\n- assistant: billing", Careless())
    assert all(result.passed for result in performance.results)
    assert performance.faults
    assert not performance.passed


def test_an_assistant_that_never_ends() -> None:
    """An application that talks on and on cannot keep a rehearsal from ending."""

    class Chatter:
        def receive(self, event: Event, _at: int) -> Actions:
            return [speak(event["session"]["id"], "And")] if event["type"] != "assistant_speak" else []

    assert "“But” was expected" in problem(play("- assistant: But", Chatter()))
    assert "talks on and on" in problem(play("- caller: Stop", Chatter()))


class _HandsOver:
    """Gives the call to the talking model at once."""

    def receive(self, event: Event, _: int) -> Actions:
        if event["type"] != "session_start":
            return []
        return [
            act(event["session"]["id"], "configure_voice_to_voice", system_prompt="You are a friendly receptionist.")
        ]


def test_handing_over() -> None:
    """A call that is handed over is expected by a word, or by some words of the instructions."""
    assert play("- hand_over", _HandsOver()).passed
    assert play("- hand_over: friendly receptionist", _HandsOver()).passed
    assert "hands the call over: You are" in problem(play("- hand_over: strict teacher", _HandsOver()))
    assert "should be handed over" in problem(play("- hand_over"))
