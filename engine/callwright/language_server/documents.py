"""The documents that an editor holds open: what they say now, which may not be what is on the disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from callwright.language_server.text import Encoding, Text

Place = tuple[int, int]
Change = tuple[Place, Place, str] | str
"""An edit of what lies between two of the editor's places, or the whole text anew."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document. ``uri``: as the editor spells it, for answers; ``version``: the editor's count of edits."""

    uri: str
    file: str
    version: int
    text: Text


class Documents:
    """Open documents, by their files. What is said of one that is not open is nothing to fail over."""

    def __init__(self) -> None:
        self.encoding = Encoding.UTF16
        self._open: dict[str, Opened] = {}

    def __iter__(self) -> Iterator[Opened]:
        return iter(self._open.values())

    def of(self, file: str) -> Opened | None:
        """The open document of a file."""
        return self._open.get(file)

    def open(self, uri: str, file: str, version: int, text: str) -> Opened:
        """A document was opened, or opened again."""
        self._open[file] = made = Opened(uri, file, version, Text(text, self.encoding))
        return made

    def change(self, file: str, version: int, changes: Sequence[Change]) -> Opened | None:
        """A document was edited, the changes in their order; ``None`` where it is not open."""
        found = self._open.get(file)
        if found is None:
            return None
        text = found.text
        for change in changes:
            text = Text(change, self.encoding) if isinstance(change, str) else text.edited(*change)
        self._open[file] = made = replace(found, version=version, text=text)
        return made

    def close(self, file: str) -> Opened | None:
        """A document was closed; ``None`` where it was not open."""
        return self._open.pop(file, None)
