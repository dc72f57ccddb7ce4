"""An author's desk: an editor that runs the real ``callwright lsp`` over a folder on the disk."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlparse
from urllib.request import url2pathname

from callwright.language_server.text import Encoding, Text
from tests.docs.pages import ROOT
from tests.editor.client import CAPABILITIES, PATIENCE, Client
from tests.editor.cursor import Cursor, cursor

COMMAND = (sys.executable, "-m", "callwright", "lsp", "--stdio")

FLOW = """\
flow: hotline
language: en-US

intents:
  billing:
    - billing
    - my bill
  sales:
    - sales

states:
  welcome:
    prompts: Would you like billing, or sales?
    transitions:
      billing: bills
      sales: shop
    no_match:
      - Billing or sales?
      - go_to: farewell

  bills:
    prompts: Your bill is on its way.
    go_to: farewell

  shop:
    prompts: Our shop opens at nine.
    go_to: farewell

  farewell:
    prompts: Goodbye.
    hangup: true
"""
"""A whole flow without a mistake."""

LONG_MENU = """\
flow: menu
language: en-US
intents:
  one: [one]
  two: [two]
  three: [three]
  four: [four]
  five: [five]
  six: [six]
anytime:
  operator: done
states:
  menu:
    prompts: |
      Say one, two, three,
      four, five or six?
    transitions:
      one: done
      two: done
      three: done
      four: done
      five: done
      six: done
    no_match:
      - go_to: done
    no_input:
      - go_to: done
  done:
    prompts:
      text: Goodbye.
      barge_in: none
    hangup: true
"""
"""A flow without a mistake that asks too much of the caller."""


Change = tuple[tuple[int, int], tuple[int, int], str]
"""What to put between two places, each a line and a character from 0."""


def edit(client: Client, uri: str, *changes: Change) -> None:
    """Type into a document that is open in any server's editor, one edit after the other."""
    client._versions[uri] = client._versions.get(uri, 0) + 1
    client._forget(uri)
    told = [
        {
            "range": {
                "start": {"line": start[0], "character": start[1]},
                "end": {"line": end[0], "character": end[1]},
            },
            "text": text,
        }
        for start, end, text in changes
    ]
    document = {"uri": uri, "version": client._versions[uri]}
    client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": told})


class Desk(Client):
    """``options``: what the editor says about itself when it starts the server; ``encodings``: how it can count."""

    def __init__(
        self,
        folder: Path,
        files: Mapping[str, str] | None = None,
        *,
        options: Mapping[str, Any] | None = None,
        encodings: Sequence[str] = (),
        command: Sequence[str] = COMMAND,
        capabilities: Mapping[str, Any] | None = None,
    ) -> None:
        for name, text in (files or {}).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        self._options = dict(options or {})
        self._encodings = encodings
        self._capabilities = {**CAPABILITIES, **(capabilities or {})}
        self._projects = 0
        super().__init__(command, folder)

    def __enter__(self) -> Self:
        general = {"general": {"positionEncodings": list(self._encodings)}} if self._encodings else {}
        root = self.folder.as_uri()
        told = {
            "processId": None,
            "rootUri": root,
            "workspaceFolders": [{"uri": root, "name": self.folder.name}],
            "capabilities": {**self._capabilities, **general},
            "initializationOptions": self._options,
        }
        self.capabilities = self.request("initialize", told)["capabilities"]
        self.notify("initialized", {})
        return self

    def uri(self, name: str) -> str:
        """The address of a file of the folder."""
        return (self.folder / name).as_uri()

    def codes(self, uri: str) -> list[str]:
        """The codes of what is found in the document as it was last opened or changed."""
        return [str(found["code"]) for found in self.diagnostics(uri)]

    def edit(self, uri: str, *changes: Change) -> None:
        """Type into an open document."""
        edit(self, uri, *changes)

    def until(self, uri: str, holds: Callable[[list[dict[str, Any]]], bool]) -> list[dict[str, Any]]:
        """The findings of a file, open or not, as soon as they are as they are waited for."""
        self._wait(
            lambda: uri in self._published and holds(self._published[uri]["diagnostics"]), f"other findings of {uri}"
        )
        found: list[dict[str, Any]] = self._published[uri]["diagnostics"]
        return found

    def project(self, files: Mapping[str, str]) -> str:
        """A new folder with these files on the disk, below the opened one; its name with a slash behind."""
        self._projects += 1
        name = f"project-{self._projects}/"
        for file, text in files.items():
            path = self.folder / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        return name

    def put(self, name: str, marked: str) -> tuple[str, Cursor]:
        """Open a document whose text has a cursor mark in it; its address, and where the cursor is."""
        place = cursor(marked)
        return self.open(name, place.text), place

    def hang_up(self) -> int:
        """Close the server's standard input without a word; its exit code."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        return self._process.wait(PATIENCE)

    def exit(self) -> int:
        """Tell the server to end; its exit code."""
        self.notify("exit", None)
        return self._process.wait(PATIENCE)

    def log(self) -> str:
        """What the server wrote to its standard error."""
        return "".join(self._said)


def applied(folder: Path, edit: Mapping[str, Any]) -> dict[str, str]:
    """The texts of files on the disk after a workspace edit, by their paths below the folder."""
    made = {}
    for change in edit["documentChanges"]:
        path = Path(url2pathname(urlparse(change["textDocument"]["uri"]).path))
        made[path.relative_to(folder).as_posix()] = edited(path.read_bytes().decode(), change["edits"])
    return made


def edited(text: str, edits: Sequence[Mapping[str, Any]]) -> str:
    """A text with an editor's edits made, which are all about the text as it was."""
    whole = Text(text, Encoding.UTF16)
    spans = [(_place(edit["range"]["start"]), _place(edit["range"]["end"]), edit["newText"]) for edit in edits]
    for start, end, put in sorted(spans, key=lambda span: span[:2], reverse=True):
        whole = whole.edited(start, end, put)
    return whole.text


def _place(position: Mapping[str, int]) -> tuple[int, int]:
    return position["line"], position["character"]


def copied(folder: Path, *names: str) -> Path:
    """A folder with copies of files of this repository, each at the same place below it."""
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    return folder
