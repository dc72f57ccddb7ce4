"""A caller at the keyboard."""

from __future__ import annotations

import pytest

from callwright.platform.application import FlowApplication
from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.line import Line
from callwright.rehearsal.conversation import Conversation, Typed, read_typed
from tests.platform.applications import Actions, Event, Hotline, speak
from tests.platform.test_application import OUTSIDE, small


def talk(*typed: str, application: object = None) -> list[str]:
    """Everything printed, what was typed in between."""
    call = Call(Line(), InProcess(application or Hotline()), VirtualClock())  # type: ignore[arg-type]
    conversation = Conversation(call, Caller(), rewinds=True)

    async def lead() -> list[str]:
        await conversation.begin()
        lines = await conversation.listen()
        for line in typed:
            lines += [f"> {line}", *await conversation.act(line)]
            lines += await conversation.listen()
        return [*lines, *await conversation.end()]

    return run_now(lead())


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("my bill\n", Typed("words", "my bill")),
        ("\n", Typed("silence")),
        ("!my bill\n", Typed("words", "my bill", True)),
        ("!\n", Typed("noise", interrupts=True)),
        ("#12 3\n", Typed("keys", "123")),
        ("##\n", Typed("keys", "#")),
        ("!#4\n", Typed("keys", "4", True)),
        ("#\n", Typed("unclear")),
        ("#abc\n", Typed("unclear")),
        ("/hang up\n", Typed("hang up")),
        ("/hangup\n", Typed("hang up")),
        ("/help\n", Typed("unclear")),
    ],
)
def test_what_is_typed(line: str, typed: Typed) -> None:
    """Each way of typing has its one meaning."""
    assert read_typed(line) == typed


def test_words_silence_and_keys() -> None:
    """Words, silence and keys are answered, and the call ends with the assistant's goodbye."""
    printed = "\n".join(talk("my bill", "", "#12", "bye"))
    for said in ("You said my bill.", "nobody spoke for 8 s", "Are you still there?", "You pressed 2.", "Goodbye."):
        assert said in printed
    assert printed.endswith("hang-up    by the assistant")


def test_interrupting_goes_back() -> None:
    """An interruption goes back into the sentence that was said last and cuts it."""
    lines = talk("!my bill", "/hang up")
    cut = next(line for line in lines if "✂" in line)
    assert "my bill" in cut
    assert "(interrupts after 1.3 s)" in cut
    assert sum("Would you like billing" in line for line in lines) == 1


def test_interrupting_a_protected_sentence() -> None:
    """Words over a protected sentence are said, and cut nothing."""

    class Notice:
        def receive(self, event: Event, _at: int) -> Actions:
            start = event["type"] == "session_start"
            return (
                [speak(event["session"]["id"], "This call may be recorded, as we have to tell you.")] if start else []
            )

    lines = talk("!stop", application=Notice())
    assert "caller     stop" in lines[2]
    assert "✂" not in "".join(lines)


def test_noise_interrupts() -> None:
    """A lone ! is a noise, which cuts where voice activity does."""
    assert any("✂ (noise, 0.4 s)" in line for line in talk("!"))


def test_help_and_what_cannot_be() -> None:
    """What cannot be understood or done is answered with a word of help, and the call goes on."""
    lines = talk("/what", "!", "!again", "!and again")
    assert any("!words: interrupt" in line for line in lines)
    assert lines[-1].endswith("by the caller")


def test_an_assistant_that_never_waits() -> None:
    """An application that talks on and on ends the call with a plain word."""

    class Chatter:
        def receive(self, event: Event, _at: int) -> Actions:
            return [speak(event["session"]["id"], "And")] if event["type"] != "assistant_speak" else []

    assert any("never waits for the caller; the call is ended" in line for line in talk(application=Chatter()))


def test_a_reply_of_one_prompt_is_interrupted() -> None:
    """The reply just read is interrupted though it was said to its end, and what is said next follows from that."""
    lines = talk("my bill", "!opening hours")
    assert [line for line in lines if "✂ opening hours (interrupts" in " ".join(line.split())]
    assert any("You said opening hours." in line for line in lines)
    assert not any("nothing since" in line for line in lines)


def test_a_chain_is_interrupted_at_its_first_prompt_that_may_be() -> None:
    """Of a reply of several prompts the first that is not protected is cut, and it is said that the call went back."""
    lines = talk("!found", application=FlowApplication(small(OUTSIDE.replace("manual", "immediate"))))
    typed = lines.index("> !found")
    assert "What may we do for you?" in lines[typed - 1]
    assert lines[typed + 1] == (
        "(back in “Please hold the line while we look for somebody who can help you.”; the call goes on from there)"
    )
    assert "caller     ✂ found" in lines[typed + 2]


def test_a_word_that_is_not_understood_keeps_the_reply() -> None:
    """After a line that means nothing the reply can still be interrupted."""
    lines = talk("my bill", "/what", "!again")
    assert any("✂ again" in line for line in lines)
