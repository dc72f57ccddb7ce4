"""A ``Chart`` as Mermaid text, which GitHub, GitLab and many editors draw by themselves.

Laws: it is a flowchart that Mermaid reads whatever words are in it; the same chart is always the same text. Words are
escaped as Mermaid's own entities (``#60;`` for ``<``), the names of its nodes are our own (``s0``, ``s1``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from callwright.core.prompt import Strategy
from callwright.graph.chart import Box, Chart, Kind, Manner, Said, Walked, Way
from callwright.graph.lettering import ELLIPSIS
from callwright.graph.svg import text_of
from callwright.graph.wording import worded

_SIGNS: Mapping[Strategy, str] = {
    Strategy.NONE: "🔒",
    Strategy.IMMEDIATE: "⚡",
    Strategy.MANUAL: "⏺",
    Strategy.MINIMUM_CHARACTERS: "✂",
}
_MEANINGS: Mapping[Strategy, str] = {
    Strategy.NONE: "protected, the caller never cuts it",
    Strategy.IMMEDIATE: "cut by any sound",
    Strategy.MANUAL: "cut by a key, by words that lead somewhere, or by your own program",
    Strategy.MINIMUM_CHARACTERS: "cut by so many letters",
}
_SHAPES: Mapping[Kind, tuple[str, str]] = {
    Kind.DECIDES: ("{{", "}}"),
    Kind.REQUESTS: ("[/", "/]"),
    Kind.CALLS: ("[[", "]]"),
    Kind.FLOW: ("[[", "]]"),
    Kind.TRANSFERS: ("([", "])"),
    Kind.HANDS_OVER: ("([", "])"),
    Kind.HANGS_UP: ("([", "])"),
    Kind.RETURNS: ("([", "])"),
    Kind.ANYTIME: ("[", "]"),
}
_CLASSES: Mapping[Kind, str] = {
    Kind.ASKS: "waits",
    Kind.COLLECTS: "waits",
    Kind.REQUESTS: "works",
    Kind.CALLS: "works",
    Kind.FLOW: "other",
    Kind.ANYTIME: "other",
    Kind.TRANSFERS: "ends",
    Kind.HANDS_OVER: "ends",
    Kind.HANGS_UP: "ends",
    Kind.RETURNS: "ends",
}
_STYLES: Mapping[str, str] = {
    "waits": "fill:#dcf0f3,stroke:#12636f,color:#1b2430",
    "works": "fill:#ece7f8,stroke:#6a3ca1,color:#1b2430",
    "ends": "fill:#2c3644,stroke:#2c3644,color:#ffffff",
    "other": "fill:#f4f6f9,stroke:#56616f,color:#1b2430,stroke-dasharray:6 4",
    "plain": "fill:#ffffff,stroke:#9aa6b5,color:#1b2430",
    "unreached": "fill:#eef1f5,stroke:#c9cfd7,color:#56616f",
    "pale": "fill:#f4f6f9,stroke:#d3dae3,color:#56616f",
    "legend": "fill:none,stroke:#d3dae3,color:#56616f,text-align:left",
}
_LONGEST = 60
_MOST_PROMPTS = 4
_PLAIN = re.compile(r"[\w .,!?()/+=:…·×♪‹›-]")


def text(chart: Chart, walked: Walked | None = None) -> str:
    """The whole file; with ``walked`` the path of a call is thick and numbered, and the rest pale."""
    return "\n".join(_written(chart, walked)) + "\n"


def _written(chart: Chart, walked: Walked | None) -> Iterator[str]:
    yield "---"
    yield f"title: {_title(chart.title if walked is None else f'{chart.title} · {walked.title}')}"
    yield "---"
    yield "flowchart TD"
    ids = {box.key: f"s{number}" for number, box in enumerate(chart.boxes)}
    used: dict[str, list[str]] = {}
    for box in chart.boxes:
        opening, closing = _SHAPES.get(box.kind, ("[", "]"))
        yield f'  {ids[box.key]}{opening}"{_lines(box)}"{closing}'
        used.setdefault(_class(box, walked), []).append(ids[box.key])
    start = next((ids[box.key] for box in chart.boxes if box.start), "")
    if start:
        number = ", ".join(chart.numbers) or "a call"
        yield f'  begin(("{_escaped(number)}"))'
        yield f"  begin ==> {start}"
    thick: list[str] = ["0"] if walked is not None and start else []
    for place, way in enumerate(chart.ways):
        yield f"  {ids[way.source]} {_arrow(way, walked, place)} {ids[way.target]}"
        if walked is not None and place in walked.ways:
            thick.append(str(place + bool(start)))
    strategies = {said.barge_in.strategy for box in chart.boxes for said in box.said}
    if strategies:
        told = "<br/>".join(f"{_SIGNS[s]} {_MEANINGS[s]}" for s in _SIGNS if s in strategies)
        yield f'  legend["{told}"]'
        used.setdefault("legend", []).append("legend")
    for name in _STYLES:
        if name in used:
            yield f"  classDef {name} {_STYLES[name]}"
            yield f"  class {','.join(used[name])} {name}"
    if thick:
        yield f"  linkStyle {','.join(thick)} stroke:#0b5fd6,stroke-width:4px"


def _class(box: Box, walked: Walked | None) -> str:
    if walked is not None and box.key not in walked.boxes:
        return "pale"
    return _CLASSES.get(box.kind, "plain") if box.reached else "unreached"


def _lines(box: Box) -> str:
    shown = box.said if len(box.said) <= _MOST_PROMPTS else box.said[: _MOST_PROMPTS - 1]
    lines = [f"<b>{_escaped(box.name)}</b>", *(_said(said) for said in shown)]
    if len(shown) < len(box.said):
        lines.append(f"and {len(box.said) - len(shown)} prompts more")
    lines += [f"<i>{_escaped(note)}</i>" for note in box.notes]
    return "<br/>".join(lines)


def _said(said: Said) -> str:
    least = said.barge_in.minimum_characters
    sign = _SIGNS[said.barge_in.strategy] + (f"{least}" if least is not None else "")
    return f"{sign} {_escaped(said.words)}"


def _arrow(way: Way, walked: Walked | None, place: int) -> str:
    label = worded(way.labels)
    steps = walked.ways.get(place, ()) if walked is not None else ()
    if steps:
        label = f"{', '.join(map(str, steps))}: {label}" if label else ", ".join(map(str, steps))
    arrow = "==>" if steps else "-->" if way.manner in (Manner.WAY, Manner.CALL, Manner.STAY) else "-.->"
    return f'{arrow}|"{_escaped(label)}"|' if label else arrow


def _escaped(words: str) -> str:
    words = " ".join(text_of(words).split())
    words = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + ELLIPSIS
    return "".join(letter if _PLAIN.match(letter) else f"#{ord(letter)};" for letter in words)


def _title(words: str) -> str:
    """A title as the YAML of Mermaid's head reads it."""
    words = " ".join(text_of(words).split())
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
