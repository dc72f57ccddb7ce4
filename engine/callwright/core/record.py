"""A call's account: where it stands and what the caller really heard, as plain data for people and programs.

Nothing that a caller said and no value stands in it: of a prompt that was cut, the sentence is the author's own, with
its templates as written.
"""

from __future__ import annotations

from typing import Any

from callwright.core.model import Flow
from callwright.core.playback import Fate, Heard, Spoken
from callwright.core.prompt import Kind, Prompt
from callwright.core.session import Session
from callwright.core.speech import sentences, words_of


def of(flow: Flow, session: Session) -> dict[str, Any]:
    """The account of one call. ``flow`` is the one that it began with. Times are Unix ms, lengths ms.

    ``pending`` are the events from outside that wait for the next answer, or for their turn.
    ``heard`` has a line for each prompt that was said or dropped, in order: its ``fate`` (``heard``, ``ended``, ``cut``
    or ``never``), how many ``ms`` of it were played, ``about`` where that is a guess, and the ``sentence`` in which it
    was cut. A prompt without an id is one of callwright's own sentences.
    """
    playing = [spoken for playback in session.open if playback.cut_ms is None for spoken in playback.spoken]
    return {
        "id": session.id,
        "flow": session.flow,
        "version": session.version,
        "state": session.state,
        "phase": session.phase.value,
        "language": session.language,
        "direction": session.direction,
        "started_at": session.started_at,
        "playing": [_said(flow, spoken) for spoken in playing],
        "waiting": [_said(flow, spoken) for spoken in session.waiting],
        "pending": [waiting.name for waiting in session.pending],
        "heard": [_heard(flow, line) for line in session.ledger],
    }


def _said(flow: Flow, spoken: Spoken) -> dict[str, Any]:
    return {**_which(flow, spoken.prompt, spoken.name), "barge_in": spoken.barge_in.strategy.value}


def _heard(flow: Flow, line: Heard) -> dict[str, Any]:
    account = _which(flow, line.prompt, line.name)
    account |= {"fate": line.fate.value, "ms": line.ms, "about": line.about}
    sentence = _sentence(_prompt(flow, line.prompt), line)
    return account | {"sentence": sentence} if sentence else account


def _which(flow: Flow, prompt_id: str, name: str) -> dict[str, Any]:
    """Which prompt it is, and its place in the author's files."""
    account: dict[str, Any] = {"prompt": prompt_id.partition(":")[2], "name": name}
    prompt = _prompt(flow, prompt_id)
    if prompt is None:
        return account
    return account | {
        "flow": prompt_id.partition(":")[0],
        "place": {"file": prompt.span.file, "line": prompt.span.line},
    }


def _prompt(flow: Flow, prompt_id: str) -> Prompt | None:
    name, _, place = prompt_id.partition(":")
    return flow.family[name].prompts.get(place) if name in flow.family else None


def _sentence(prompt: Prompt | None, line: Heard) -> str:
    """The sentence in which a prompt was cut, as its author wrote it; empty where nobody can say."""
    if prompt is None or line.fate is not Fate.CUT or not line.left or prompt.kind is Kind.AUDIO:
        return ""
    variants = [variant for variants in prompt.texts.values() for variant in variants]
    if len(variants) != 1:
        return ""
    source = variants[0].source.strip()
    every = sentences(words_of(source) if prompt.kind is Kind.SSML else source)
    return every[-line.left].strip() if line.left <= len(every) else ""
