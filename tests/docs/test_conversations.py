"""The flows and conversations on the pages are those of ``examples/``."""

from __future__ import annotations

import pytest

from tests.docs.conversations import check_shown, shown
from tests.docs.pages import Block, blocks

SHOWN = [
    block
    for kind in ("yaml", "text")
    for block in blocks(kind)
    if block.note.startswith(("example: ", "conversation: ", "timed: "))
]


@pytest.mark.parametrize("block", SHOWN, ids=str)
def test_the_page_shows_what_is_there_and_what_happens(block: Block) -> None:
    """Each flow is the file in ``examples/``, and each conversation goes as the page shows it."""
    text = shown(block)
    assert text
    check_shown(block, text)
