"""How a timeline looks: one style sheet, for light and for dark, and the words of its legend.

Colours are named by what they mean. Every pair of a letter's colour and what lies under it has a contrast of at least
4.5 in both schemes (a test holds them to it), and no meaning is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "page": "#ffffff",
    "lane": "#f4f6f9",
    "ink": "#1b2430",
    "soft": "#56616f",
    "line": "#d3dae3",
    "none": "#ccd8f6",
    "none-edge": "#2b4ba0",
    "manual": "#e4d6f6",
    "manual-edge": "#6a3ca1",
    "minimum": "#cdebd5",
    "minimum-edge": "#1c643a",
    "immediate": "#fce2b6",
    "immediate-edge": "#7d4d05",
    "caller": "#8ccbd4",
    "caller-edge": "#12636f",
    "noise": "#c9cfd7",
    "cut": "#c0262f",
}

DARK: Mapping[str, str] = {
    "page": "#12161c",
    "lane": "#1a2028",
    "ink": "#e8ecf2",
    "soft": "#a3aebc",
    "line": "#323b47",
    "none": "#2a3a69",
    "none-edge": "#8fa9f2",
    "manual": "#432f63",
    "manual-edge": "#bf9dea",
    "minimum": "#1d4730",
    "minimum-edge": "#70c896",
    "immediate": "#54401a",
    "immediate-edge": "#e9ba6c",
    "caller": "#1d5f6b",
    "caller-edge": "#7fd3df",
    "noise": "#4a5563",
    "cut": "#ff8289",
}

KINDS: Mapping[str, str] = {
    "none": "none",
    "manual": "manual",
    "minimum_characters": "minimum",
    "immediate": "immediate",
    "speech": "caller",
    "noise": "noise",
}
"""By the kind of a bar the name of its colour."""

STRATEGIES: Mapping[str, str] = {
    "none": "protected: nothing the caller does cuts it",
    "minimum_characters": "cut by words",
    "immediate": "cut by any sound",
    "manual": "cut by a key, by words that lead somewhere, or by your own program",
}
"""What each strategy means, as the legend says it."""

FATES: Mapping[str, str] = {
    "heard": "the record: heard to its end",
    "ended": "the record: ended, most likely whole",
    "cut": "the record: cut",
    "never": "the record: never spoken",
}
"""What each fate of the record means, as the legend says it."""

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"


_EDGED = ("none", "manual", "minimum", "immediate", "caller")

_SHAPES = (
    "text{font-family:" + FONT + "}"
    ".title{font-size:16px;font-weight:600}.about{font-size:12px}.name{font-size:11px}.words{font-size:12px}"
    ".label{font-size:10px;font-weight:600}.small{font-size:11px}.faint{font-style:italic}.strong{font-weight:600}"
    ".ghost{stroke-dasharray:3 3}.wait{fill:none;stroke-width:1.4}"
    ".cut{stroke-width:2.5;fill:none;stroke-linejoin:round}"
    ".hatch{stroke-opacity:.42;stroke-width:1.4}.full,.half,.open{stroke-width:1.4}.open{fill:none}"
)

_COLOURS = (
    "text{fill:$ink}.page{fill:$page}.lane{fill:$lane}.about,.name,.soft,.faint{fill:$soft}.alarm{fill:$cut}"
    ".second,.fold{stroke:$line}.fold{fill:$page}.wait{stroke:$caller-edge}.tick,.open{stroke:$soft}.cut{stroke:$cut}"
    ".noise{fill:$noise;stroke:$soft}.hatch{stroke:$ink}.key{fill:$page;stroke:$caller-edge}"
    ".full{fill:$minimum-edge;stroke:$minimum-edge}.half{fill:$cut;stroke:$cut}"
    ".arrow{fill:$soft}.out{fill:$manual-edge}"
    + "".join(f".{name}{{fill:${name};stroke:${name}-edge}}.{name}-label{{fill:${name}-edge}}" for name in _EDGED)
    + ".ghost{fill:none}"
)
"""Rules that hold in both schemes, each ``$name`` being a colour of the scheme. A viewer that knows nothing of
schemes, nor of variables, shows the light one."""


def sheet() -> str:
    """The style sheet of every timeline."""
    return f"{_SHAPES}{_painted(LIGHT)}@media (prefers-color-scheme:dark){{{_painted(DARK)}}}"


def _painted(colours: Mapping[str, str]) -> str:
    rules = _COLOURS
    for name in sorted(colours, key=len, reverse=True):
        rules = rules.replace(f"${name}", colours[name])
    return rules
