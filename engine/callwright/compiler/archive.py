"""A project as the bytes that it was made from: enough to compile it again, to the same version, with no disk.

Law: what ``compile_archive`` makes of the archive of a project without a mistake is that project, the places of its
lines too. So an archive holds the very bytes that were read (flows, what they include, recordings), the levels of the
project's rules, and under which path its author knows it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from callwright.compiler.files import Files


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of a project.

    ``path`` is what its author named: a folder, or one file. ``files`` are by their names as seen from the folder, with
    ``/``; ``texts`` are the names of those that are flows, or may be. ``settings`` are the ``callwright.toml`` that
    count, by their names as seen from the folder too (``../callwright.toml``).
    """

    path: str
    is_folder: bool
    texts: tuple[str, ...]
    files: Mapping[str, bytes]
    settings: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """The folder, as its author names it."""
        return Path(self.path) if self.is_folder else Path(self.path).parent


class ArchivedFiles(Files):
    """The files of an archive, in the place of those of a folder."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive.root)
        self._archive = archive

    def _inside(self, path: Path) -> str:
        return self._name(path).replace(os.sep, "/")

    def _bytes(self, path: Path, most: int) -> bytes:
        name = self._inside(path)
        if name not in self._archive.files:
            raise OSError("it is not in the archive")
        return self._archive.files[name][: most + 1]

    def beside(self) -> list[Path]:
        """See ``Files.beside``."""
        names = (name for name in self._archive.files if "/" not in name and fnmatch(name, "*.y*ml"))
        return sorted(self._archive.root / name for name in names)

    def _contains(self, path: Path) -> bool:
        return self._inside(path) in self._archive.files

    def _names(self, folder: Path) -> list[str]:
        inside = self._inside(folder)
        before = "" if inside == "." else f"{inside}/"
        names = (name.removeprefix(before) for name in self._archive.files if name.startswith(before))
        return sorted({name.partition("/")[0] for name in names})

    def levels(self, path: Path) -> bytes | None:
        """What stands in a ``callwright.toml``; ``None`` where the project had none."""
        return self._archive.settings.get(self._inside(path))
