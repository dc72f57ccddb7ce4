"""How a call may differ from what was written: the words for it."""

from __future__ import annotations

from dataclasses import replace

from callwright.core.outside import Refusal
from callwright.diagnostics.nearest import listing, nearest
from callwright.platform import transcript
from callwright.platform.timeline import Playback
from callwright.rehearsal.script import Assistant, Happens, PushesButton


class DifferentError(Exception):
    """Something else happened than the step says; the text tells what."""


def compare_policy(step: Assistant, playback: Playback) -> None:
    """Raise ``DifferentError`` where a playback may be interrupted in another way than the step says."""
    same = (
        step.strategy in ("", playback.strategy)
        and step.minimum_characters in (None, playback.minimum_characters)
        and step.allow_after_ms in (None, playback.allow_after_ms)
    )
    if not same:
        asked = replace(
            playback,
            strategy=step.strategy or playback.strategy,
            minimum_characters=step.minimum_characters or playback.minimum_characters,
            allow_after_ms=playback.allow_after_ms if step.allow_after_ms is None else step.allow_after_ms,
        )
        found, wanted = transcript.policy(playback), transcript.policy(asked)
        raise DifferentError(f"“{playback.words}” is said with barge_in {found}, not {wanted}")


def uncut(playback: Playback | None) -> str:
    """What is said of a playback that should have been cut and was not."""
    if playback is None:
        return "nothing was being said that could be cut"
    return f"“{playback.words}” [{transcript.policy(playback)}] was not cut"


def too_late(step: Happens | PushesButton, playback: Playback | None) -> str:
    """What is said of something from outside that should cut a prompt where nothing can be sent at once."""
    what = f"the event “{step.name}”" if isinstance(step, Happens) else "the button"
    return (
        f"{uncut(playback)}: over plain http {what} goes out with the next answer and can cut nothing; "
        "play it with --transport websocket"
    )


def refusal(step: Happens | PushesButton, why: Refusal, playing: Playback | None) -> str:
    """Why something from outside is not taken, as an author reads it."""
    what = f"the event “{step.name}”" if isinstance(step, Happens) else "the button"
    known = f"listened for is {listing(why.known)}" if why.known else "nothing is listened for"
    near = nearest(step.name, why.known) if isinstance(step, Happens) else None
    meant = f". Did you mean `{near}`?" if near else ""
    match why.reason:
        case "over":
            return f"{what} comes too late: the call is over or has been put through"
        case "unknown":
            return f"{what} is refused: no state of this flow has it under `events:`; {known}{meant}"
        case "unheard":
            return f"{what} is refused: it is not listened for in this state; {known}{meant}"
        case "protected":
            words = f"“{playing.words}”" if playing is not None and playing.words else "what is being said"
            return f"{what} is refused: {words} is protected (barge_in: none); only `button: force` stops it"
        case _:
            return f"{what} is refused: too much from outside is waiting already"
