"""The table of a flow: for every prompt and policy what comes of an interruption, folded over its moments.

A row is one thing that the caller does, under one policy; its cells, from left to right, are stretches of moments with
one outcome. In a cell ``+60`` says that the prompt stops 60 ms after the caller begins, ``at 500`` when it stops
wherever in the stretch they begin. Then what follows:

    goes on     as if nobody had said anything
    answered    as where the words are said in their turn (the block's head says how that goes)
    again       the prompt once more, from its beginning or from the sentence named
    ✂           the caller cut that one too

and in brackets what the record says of the prompt, where that is not plainly heard or cut (``~``: it is not sure).
Where both transports agree they share a row.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from callwright.core.model import Flow
from tests.interruption.laws import broken
from tests.interruption.policies import shown, variants, with_policy
from tests.interruption.scene import DEEDS, Outcome, Scene
from tests.interruption.tour import Tour, ids, tour

EVERY_MS = 100
WIDTH = 150

_LEGEND = (
    "",
    "  0-400        the caller begins 0 to 400 ms after the prompt began",
    "  +60, at 500  the prompt stops 60 ms later, or when it has played for 500 ms; without either it is not cut",
    "  goes on      as if nobody had said anything; answered: as where the words are said in their turn",
    "  again        the prompt is said once more, from its beginning or from the sentence named, and then it goes on",
    "  ✂            what was said next was cut as well",
    "  [cut~]       what the record says, where it is not plainly heard or cut; ~ it is not sure",
)

Cell = tuple[int | None, int | None, str]
"""After how many ms it was cut, how many after the caller began, and what came of it."""


@dataclass
class Table:
    """The text, and what was found wrong while it was made."""

    lines: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    outcomes: int = 0


def table(flow: Flow) -> Table:
    """Interrupt every prompt of a flow in every way, at every moment."""
    led = tour(flow)
    made = Table([f"{flow.name}: what an interruption does, at every {EVERY_MS} ms of every prompt", *_LEGEND, ""])
    together: dict[tuple[str, ...], str] = {}
    for prompt in flow.prompts:
        if prompt in led.stops:
            made.lines += [*_block(flow, prompt, led, made, together), ""]
    made.lines += _unreached(flow, led)
    return made


def _unreached(flow: Flow, led: Tour) -> Iterator[str]:
    for prompt in flow.prompts:
        if prompt in led.unreached:
            yield f"{prompt}: nothing that a caller does leads there"


def _block(flow: Flow, prompt: str, led: Tour, made: Table, together: dict[tuple[str, ...], str]) -> Iterator[str]:
    stop = led.stops[prompt]
    own, *others = variants(flow.prompts[prompt].barge_in)
    rows: dict[str, dict[str, list[str]]] = {deed: {} for deed in DEEDS}
    for policy in (own, *others):
        changed = with_policy(flow, prompt, policy)
        scenes = [
            Scene(stop, prompt, changed, led.waiting[stop.setup.from_number], websocket=ws) for ws in (False, True)
        ]
        if policy is own:
            yield from _head(scenes[0], [str(move) for move in stop.path])
        others_of = ids(scenes[0].spoken)
        known = together.setdefault(others_of, prompt) if policy is own else prompt
        if known != prompt:
            yield f"  {shown(policy)}: said in one with {known}, see there"
            continue
        for deed in DEEDS:
            # Other policies are tried over the WebSocket with words only, which is where it could matter.
            tried = scenes if policy is own or deed == "words" else scenes[:1]
            texts = [_row(scene, deed, made, own=policy is own) for scene in tried]
            name = shown(policy) + (" (its own)" if policy is own else "")
            names = [name] if len(set(texts)) == 1 else [f"{name}, webhook", f"{name}, websocket"]
            for each, text in zip(names, texts, strict=False):
                rows[deed].setdefault(text, []).append(each)
    for deed in DEEDS:
        label = deed
        for text, names in rows[deed].items():
            yield from _wrapped(f"  {label:<8}  ", f"{'; '.join(names)}:  {text}")
            label = ""


def _head(scene: Scene, path: list[str]) -> Iterator[str]:
    yield f"{scene.prompt}   {scene.length_ms} ms"
    for spoken in scene.spoken:
        yield from _wrapped("  ", f"“{spoken.content}”" if not spoken.content.endswith(scene.prompt) else "(audio)")
    yield f"  reached by: {', '.join(path) or 'calling'}"
    yield from _wrapped("  ", f"goes on: {_then(scene.natural)} at {scene.natural_place}")
    yield from _wrapped(
        "  ", f"answered: {scene.words}: {_then(scene.answered)} at {scene.answered_place}; key {scene.key}"
    )


def _then(steps: Iterable[str]) -> str:
    return ", ".join(map(_short, steps)) or "nothing is said"


def _short(step: str) -> str:
    """Prompts by their ids, of which all have ``prompts`` somewhere."""
    return step.replace("/prompts/", "/")


def _wrapped(first: str, text: str) -> Iterator[str]:
    lines = textwrap.wrap(text, WIDTH - len(first), break_on_hyphens=False, break_long_words=False)
    for place, line in enumerate(lines):
        yield (first if not place else " " * (len(first) + (4 if len(first) > 4 else 0))) + line


def _row(scene: Scene, deed: str, made: Table, *, own: bool) -> str:
    """The cells of one row. Under its own policy words are tried at every moment; else where an outcome changes."""
    last = (scene.length_ms - 1) // EVERY_MS
    coarse = 1 if own and deed == "words" else 5 if deed == "words" else 10
    move = scene.moves()[deed]

    def look(place: int) -> Cell:
        at = place * EVERY_MS
        outcome = scene.interrupted(at, move)
        made.outcomes += 1
        made.problems += broken(scene, at, deed, move, outcome)
        cut = outcome.cut_ms
        return cut, None if cut is None else cut - at, _told(scene, outcome)

    return " | ".join(_folded(sampled(look, last, coarse)))


def sampled(look: Callable[[int], Cell], last: int, coarse: int) -> list[tuple[int, Cell]]:
    """Look at every ``coarse``-th place from 0 to ``last``, and between two that differ ever closer."""
    seen: dict[int, Cell] = {}

    def at(place: int) -> Cell:
        if place not in seen:
            seen[place] = look(place)
        return seen[place]

    def between(low: int, high: int) -> None:
        if high - low > 1 and not _same(at(low), at(high)):
            middle = (low + high) // 2
            at(middle)
            between(low, middle)
            between(middle, high)

    places = sorted({*range(0, last + 1, coarse), last})
    for low, high in pairwise(places):
        at(low), at(high)
        between(low, high)
    at(last)
    return sorted(seen.items())


def _same(one: Cell, other: Cell) -> bool:
    return one[2] == other[2] and (one[0] == other[0] or one[1] == other[1])


def _folded(cells: Iterable[tuple[int, Cell]]) -> Iterator[str]:
    run: list[tuple[int, Cell]] = []
    for place, cell in cells:
        if run and not all(_same(one, cell) for _, one in (run[0], run[-1])):
            yield _cell(run)
            run = []
        run.append((place, cell))
    if run:
        yield _cell(run)


def _cell(run: list[tuple[int, Cell]]) -> str:
    (first, (cut, after, told)), (last, (cut_then, _, _)) = run[0], run[-1]
    moments = f"{first * EVERY_MS}" + (f"-{last * EVERY_MS}" if last != first else "")
    if cut is None:
        return f"{moments} {told}"
    return f"{moments} at {cut} {told}" if last != first and cut == cut_then else f"{moments} +{after} {told}"


def _told(scene: Scene, outcome: Outcome) -> str:
    steps, place = outcome.steps, outcome.place
    for name, ends, ends_at in (
        ("goes on", scene.natural, scene.natural_place),
        ("answered", scene.answered, scene.answered_place),
    ):
        before = steps[: len(steps) - len(ends)]
        if place == ends_at and steps == (*before, *ends):
            # What is said again is followed by what would have followed it.
            again = before and "again" in before[-1] and name == "goes on"
            told = ", ".join([*map(_short, before), *(() if again else (name,))])
            break
    else:
        told = f"{_then(steps)} at {place}"
    record = _record(scene, outcome)
    return f"{told} [{record}]" if record else told


def _record(scene: Scene, outcome: Outcome) -> str:
    """What the record says of the prompt, where it is not plainly that it was heard or cut."""
    fates: list[str] = []
    for spoken in scene.spoken:
        line = next((line for line in outcome.heard if line.prompt == spoken.prompt), None)
        fates.append("nothing" if line is None else line.fate.value + ("~" if line.about else ""))
    if outcome.cut_ms is None and set(fates) == {"heard"}:
        return ""
    return "" if fates in (["cut"], ["cut~"]) and outcome.cut_ms is not None else ", ".join(fates)
