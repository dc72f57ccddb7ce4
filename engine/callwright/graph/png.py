"""A picture as PNG, with letters on every machine.

Theory of operation: a machine that draws pictures for others often has no fonts, and another one has others. So two
fonts come along, with the letters of Latin, Greek and Cyrillic, and nothing else is used: the same picture is the same
bytes everywhere. Only where there are other letters the machine's own fonts are asked for these.
"""

from __future__ import annotations

import re
from importlib.resources import as_file, files

_HAS = re.compile(
    "[\\n -~\u00a0-\u017f\u0218-\u021b\u0370-\u03ff\u0400-\u045f\u0490\u0491\u1e9e\u2010-\u2015\u2018-\u201e"
    "\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u2044\u20ac\u2116\u2122\u2190-\u2193\u2212\u2248\u2260\u2264\u2265"
    "\u266a\u266b\u2713\u2717\ufffd]*"
)
_FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_SIZE = re.compile(r'<svg [^>]*?\bwidth="([\d.]+)" height="([\d.]+)"')
_SHARP_PX, MOST_PX = 40_000_000, 160_000_000


class TooLargeError(Exception):
    """A picture of more than ``MOST_PX``, which few programs open."""


def available() -> bool:
    """Whether what makes PNG is installed."""
    from importlib.util import find_spec

    return find_spec("resvg_py") is not None


def of(svg: str) -> bytes:
    """The PNG of one of our pictures, two pixels to a px unless that is very large. Raises ``TooLargeError``."""
    import resvg_py

    size = _SIZE.search(svg)
    pixels = float(size[1]) * float(size[2]) if size else 0.0
    if pixels > MOST_PX:
        raise TooLargeError
    fonts = files("callwright") / "graph" / "fonts"
    with as_file(fonts) as folder:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg,
                zoom=2 if pixels * 4 <= _SHARP_PX else 1,
                skip_system_fonts=_HAS.fullmatch(svg) is not None,
                font_files=[str(folder / font) for font in _FONTS],
                font_family="DejaVu Sans",
                sans_serif_family="DejaVu Sans",
            )
        )
