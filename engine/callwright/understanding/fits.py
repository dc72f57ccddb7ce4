"""The best fit of each intent to an utterance.

Law: an intent has one fit at most, that of the phrase that says most.
"""

from __future__ import annotations

from collections.abc import Sequence

from callwright.understanding.alignment import NOT, Heard, fit
from callwright.understanding.frames import fit_frame
from callwright.understanding.prepared import Intent
from callwright.understanding.rivals import Found, is_better, is_denied
from callwright.understanding.scene import Scene

_FRAMES = 32
"""Plain sentences with values of one intent that are laid beside an utterance."""


def fits(heard: Heard, intents: Sequence[Intent], least: float, scene: Scene | None = None) -> list[Found]:
    """The best fit of each intent, best first; what cannot score ``least`` is passed over. Without a ``scene`` no
    values are heard."""
    stems = heard.places.keys()
    found: list[Found] = []
    for intent in intents:
        best: Found | None = None
        laid: set[int] = set()
        for stem in sorted(intent.by_stem.keys() & stems):
            for pattern in intent.by_stem[stem]:
                if id(pattern) in laid or not pattern.may_reach(least, stems):
                    continue
                laid.add(id(pattern))
                one = fit(pattern, heard)
                if one is not None and (best is None or is_better(one, best[1])):
                    best = pattern, one
        if scene is not None and intent.frames:
            best = _best_frame(intent, heard, least, scene, best)
        if best is not None:
            found.append(best)
    if heard.denied:
        found = [one for one in found if NOT in one[0].needed or not is_denied(one[1], heard.denied)]
    found.sort(key=lambda one: -one[1].score)
    return found


def _best_frame(intent: Intent, heard: Heard, least: float, scene: Scene, best: Found | None) -> Found | None:
    """The best of the phrases with values, if it is better than what there is."""
    tried = 0
    for frame in intent.frames:
        if not frame.may_reach(least, heard.places.keys()):
            continue
        one = fit_frame(frame, heard, scene)
        if one is not None and (best is None or is_better(one, best[1])):
            best = frame.pattern, one
            if one.whole and not heard.content & ~one.heavy:
                break
        tried += 1
        if tried == _FRAMES:
            break
    return best
