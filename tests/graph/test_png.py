"""A picture as PNG has its letters on a machine without fonts, and is the same on every one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from callwright.compiler import compile_text
from callwright.graph import png
from callwright.graph.drafting import chart
from callwright.graph.plan import picture
from tests.graph.measured import measure
from tests.graph.pixels import read, size

SMALL = """\
language: de-DE
states:
  grüßt:
    prompts: Schönen guten Tag, was dürfen wir für Sie tun?
    go_to: tschüss
  tschüss:
    prompts: {text: Auf Wiedersehen., barge_in: none}
    hangup: true
"""
DRAWS = (
    "import sys; from callwright.graph import png; sys.stdout.buffer.write(png.of(sys.stdin.buffer.read().decode()))"
)


def _picture() -> str:
    compiled = compile_text(SMALL)
    assert compiled.project is not None
    return picture(chart(compiled.project.entry()))


def _without_fonts(svg: str, folder: Path) -> bytes:
    """Drawn by another process, on what looks to it like a machine without any font."""
    hidden = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "FONTCONFIG_FILE": str(folder / "none")}
    made = subprocess.run(
        [sys.executable, "-c", DRAWS], input=svg.encode(), capture_output=True, check=True, env={**os.environ, **hidden}
    )
    return made.stdout


def test_letters_are_there_without_fonts(tmp_path: Path) -> None:
    """Where a name, a sentence, an umlaut should be are dark pixels, and beside them none, also without fonts."""
    svg = _picture()
    drawn = read(_without_fonts(svg, tmp_path))
    found = measure(svg)
    scale = drawn.width / found.page.right
    for words in ("Schönen guten Tag, was dürfen", "grüßt", "flow", "tschüss"):
        area = next(letters for letters in found.letters if letters.words.startswith(words))
        box = (area.left * scale, area.top * scale, area.right * scale, area.bottom * scale)
        assert drawn.dark(*box) > len(words) * 4, words
    empty = next(letters for letters in found.letters if letters.words == "flow")
    assert drawn.dark(empty.right * scale + 40, empty.top * scale, empty.right * scale + 200, empty.bottom * scale) == 0


def test_only_our_own_fonts_are_used(tmp_path: Path) -> None:
    """The same picture is the same bytes, whatever fonts a machine has."""
    svg = _picture()
    assert png.of(svg) == png.of(svg) == _without_fonts(svg, tmp_path)


def test_every_letter_that_we_say_we_have_is_there() -> None:
    """A sentence in each script that the fonts are said to hold leaves its letters in the picture."""
    for words in ("Größe", "Grüße aus Łódź", "Καλημέρα", "Добрый день", "‹amount› → 5 €", "♪ tone.wav"):
        assert png._HAS.fullmatch(words), words
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40" viewBox="0 0 300 40">'
            f'<text x="10" y="28" font-size="20" font-family="system-ui, sans-serif">{words}</text></svg>'
        )
        # A letter that a font lacks is left out, or is an empty box: fewer pixels than letters have.
        assert read(png.of(svg)).dark(0, 0, 600, 80) > 60 * len(words.replace(" ", "")), words


def test_a_picture_is_as_sharp_as_it_may_be() -> None:
    """Two pixels to a px, one in a very large picture, and none that no program opens."""
    blank = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}"></svg>'
    assert (size(png.of(blank.format(100, 50))), size(png.of(blank.format(8000, 1500)))) == ((200, 100), (8000, 1500))
    with pytest.raises(png.TooLargeError):
        png.of(blank.format(20_000, 20_000))


def test_the_fonts_say_whose_they_are() -> None:
    """Their licence stands beside them, and they are no load."""
    folder = Path(png.__file__).parent / "fonts"
    assert "Bitstream" in (folder / "LICENSE.txt").read_text(encoding="utf-8")
    assert sum(font.stat().st_size for font in folder.glob("*.ttf")) < 150_000
