"""How a call may differ from what was written: the words for it."""

from __future__ import annotations

from dataclasses import replace

from callwright.platform import transcript
from callwright.platform.timeline import Playback
from callwright.rehearsal.script import Assistant


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
