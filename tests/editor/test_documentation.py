"""What ``docs/editor.md`` says that an author reads in the editor is what the editor says."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT
from tests.editor.client import Client
from tests.editor.places import modeline

_ROW = re.compile(r"^\| `(?P<written>[^`]+)` \| (?P<read>[A-Z][^|]*?\.)(?: \([^|]*\))? \|$", re.MULTILINE)


def test_what_the_author_reads(editor: Client) -> None:
    """Each line of the table, written into a state, brings the words beside it."""
    page = (ROOT / "docs" / "editor.md").read_text(encoding="utf-8")
    table = page.partition("| you write | you read |")[2].partition("\n\n")[0]
    rows = _ROW.findall(table)
    assert len(rows) == table.count("\n| `") >= 4
    for number, (written, read) in enumerate(rows):
        uri = editor.open(f"flows/page-{number}.yaml", f"{modeline('flow')}states:\n  a:\n    {written}\n")
        said = [found["message"].rstrip(".") for found in editor.diagnostics(uri)]
        assert read.rstrip(".") in said
        editor.close(uri)


def test_the_light_bulb_lists_the_keys(editor: Client) -> None:
    """For a key that there is not the editor offers keys that there are."""
    uri = editor.open("flows/bulb.yaml", f"{modeline('flow')}states:\n  a:\n    promts: Hello.\n")
    found = editor.diagnostics(uri)
    actions = editor.request(
        "textDocument/codeAction",
        {"textDocument": {"uri": uri}, "range": found[0]["range"], "context": {"diagnostics": found}},
    )
    editor.close(uri)
    assert "prompts" in " ".join(action["title"] for action in actions)
