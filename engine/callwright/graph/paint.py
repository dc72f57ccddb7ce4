"""How the picture of a flow looks: one style sheet, for light and for dark, over the colours of the timelines.

Every pair of a letter's colour and what lies under it has a contrast of at least 4.5 in both schemes, and no meaning
is told by colour alone: signs, dashes and words say the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from callwright.graph import style
from callwright.graph.chart import Kind, Manner

_MORE_LIGHT: Mapping[str, str] = {
    "card": "#ffffff",
    "edge": "#9aa6b5",
    "rule": "#e3e8ee",
    "line": "#7c8999",
    "waits": "#dcf0f3",
    "works": "#ece7f8",
    "plain": "#eef1f5",
    "ends": "#2c3644",
    "ends-ink": "#ffffff",
    "failure": "#b3382f",
    "event": "#6a3ca1",
    "calls": "#12636f",
    "walk": "#0b5fd6",
    "walk-ink": "#ffffff",
}
_MORE_DARK: Mapping[str, str] = {
    "card": "#1a2028",
    "edge": "#56616f",
    "rule": "#2a323d",
    "line": "#7b8797",
    "waits": "#173b42",
    "works": "#33294a",
    "plain": "#252d37",
    "ends": "#cdd5df",
    "ends-ink": "#12161c",
    "failure": "#ff8d84",
    "event": "#bf9dea",
    "calls": "#7fd3df",
    "walk": "#6cabff",
    "walk-ink": "#0d1117",
}
LIGHT: Mapping[str, str] = {**style.LIGHT, **_MORE_LIGHT}
DARK: Mapping[str, str] = {**style.DARK, **_MORE_DARK}

HEADS: Mapping[Kind, str] = {
    Kind.ASKS: "waits",
    Kind.COLLECTS: "waits",
    Kind.REQUESTS: "works",
    Kind.CALLS: "works",
    Kind.FLOW: "works",
    Kind.TRANSFERS: "ends",
    Kind.HANDS_OVER: "ends",
    Kind.HANGS_UP: "ends",
    Kind.RETURNS: "ends",
}
"""By kind the colour of a box's head; any other is plain."""

LINES: Mapping[Manner, str] = {
    Manner.WAY: "what the caller says or presses, or what comes next",
    Manner.LADDER: "after words that were not understood, or after silence",
    Manner.FAILURE: "where something fails",
    Manner.EVENT: "when something happens outside the call",
    Manner.CALL: "into a small task, and back from it",
    Manner.STAY: "stays: something is said, and the question waits again",
}
"""What each kind of line means, as the legend says it."""

_SHAPES = (
    "text{font-family:" + style.FONT + "}"
    ".title{font-size:20px;font-weight:600}.about{font-size:12px}.small{font-size:11px}"
    ".name{font-size:13px;font-weight:600}.tag{font-size:10px}.words{font-size:11px}.note{font-size:10px}"
    ".label{font-size:11px;font-weight:600}.to{font-size:10px}.sign{font-size:9px;font-weight:700}"
    ".number{font-size:10px;font-weight:700}"
    ".frame,.way{fill:none}.frame{stroke-width:1.2}.dashed{stroke-dasharray:6 4}"
    ".way{stroke-width:1.6;stroke-linejoin:round}.ladder{stroke-dasharray:6 4}.failure{stroke-dasharray:2 3}"
    ".event{stroke-dasharray:9 3 2 3}.walked{fill:none;stroke-width:4.5;stroke-linejoin:round;stroke-linecap:round}"
    ".pale{opacity:.38}.glyph{fill:none;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}"
    ".full,.half,.open{stroke-width:1.4}.open{fill:none}a{text-decoration:none}a:hover text{text-decoration:underline}"
)

_EDGED = ("none", "manual", "minimum", "immediate")

_COLOURS = (
    "text{fill:$ink}.page{fill:$page}.about,.small,.tag,.note,.to{fill:$soft}.card{fill:$card}.frame{stroke:$edge}"
    ".rule{stroke:$rule}.waits{fill:$waits}.works{fill:$works}.plain{fill:$plain}.ends{fill:$ends}"
    ".ends-ink{fill:$ends-ink}.start{stroke:$ink;stroke-width:2.4}.way{stroke:$line}.tip,.port{fill:$line}"
    ".failure{stroke:$failure}.event{stroke:$event}.call{stroke:$calls}.port.failure{fill:$failure;stroke:none}"
    ".port.event{fill:$event;stroke:none}.port.call{fill:$calls;stroke:none}.port.ladder{stroke:none}"
    ".walked{stroke:$walk}.walk{fill:$walk}.walk-ink{fill:$walk-ink}.been{stroke:$walk;stroke-width:2.4}"
    ".unreached text{fill:$soft}.unreached .head{fill:$plain}.unreached .frame{stroke:$edge}"
    + "".join(
        f".{name}{{fill:${name};stroke:${name}-edge}}.{name}-ink{{fill:${name}-edge}}"
        f".{name}-line{{stroke:${name}-edge}}"
        for name in _EDGED
    )
    + ".full{fill:$minimum-edge;stroke:$minimum-edge}.half{fill:$cut;stroke:$cut}.open{stroke:$soft}.arrow{fill:$soft}"
)


def sheet() -> str:
    """The style sheet of every picture of a flow."""
    return f"{_SHAPES}{_painted(LIGHT)}@media (prefers-color-scheme:dark){{{_painted(DARK)}}}"


def _painted(colours: Mapping[str, str]) -> str:
    rules = _COLOURS
    for name in sorted(colours, key=len, reverse=True):
        rules = rules.replace(f"${name}", colours[name])
    return rules
