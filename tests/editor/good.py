"""Every good file of this repository, and every one in its documentation."""

from __future__ import annotations

from tests.docs.pages import ROOT, blocks, whole

FOLDERS = ("flows", "examples", "engine/callwright/starter")


def good(file: str) -> list[tuple[str, str]]:
    """The files of a kind (``flow``, ``test``): a name for each, and its text."""
    found = []
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            if path.name.endswith(".test.yaml") == (file == "test"):
                found.append((str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")))
    for block in blocks("yaml"):
        if file == "flow" and block.note != "not a flow":
            found.append((str(block), whole(block)))
        elif file == "test" and block.text.startswith(("tests:", "flow:")) and "\ntests:" in "\n" + block.text:
            found.append((str(block), block.text))
    return found
