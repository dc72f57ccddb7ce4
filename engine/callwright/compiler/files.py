"""The files of a project: where an author's path leads, and that it never leads outside.

Laws. A path in a flow is relative to the file that it stands in, is written as the file is (upper and lower case
count on every machine), and ends inside the project's folder, symbolic links followed. What was read is remembered,
so that the version of the project is a hash of all of it. No message quotes what a file holds.
"""

from __future__ import annotations

import hashlib
import os
from base64 import b64encode
from itertools import islice
from pathlib import Path

from callwright.compiler.fixing import bare, write
from callwright.compiler.guard import LARGEST_FILE
from callwright.compiler.nodes import Node
from callwright.compiler.report import Report, listed
from callwright.compiler.wav import Converted, WavProblem, convert
from callwright.core.prompt import Audio
from callwright.diagnostics.model import Span
from callwright.diagnostics.nearest import nearest

_LARGEST_RECORDING = 50_000_000
_LONGEST_RECORDING_MS = 180_000
_MOST_CONVERTED = 64
_MOST_NEAR = 200

_converted: dict[bytes, Converted] = {}
"""By the hash of the file: a reload after every save must not convert each recording again."""


class Files:
    """The files of one project. ``root`` is its folder; ``None`` for a text that stands in no file.

    ``known`` are the bytes of files that need not be read from the disk, by their whole path; it is filled with what
    is read.
    """

    def __init__(self, root: Path | None, known: dict[Path, bytes] | None = None) -> None:
        self.root = root
        self._known = known
        self._hashes: dict[str, str] = {}
        self._audio: dict[Path, Audio | None] = {}
        self._still: dict[Path, str] = {}
        self.contents: dict[str, bytes] = {}
        """The bytes that count for the version, by the name of the file as seen from the folder, with ``/``."""

    @property
    def version(self) -> str:
        """16 hex digits that change with every byte of the project."""
        lines = "\n".join(f"{name} {digest}" for name, digest in sorted(self._hashes.items()))
        return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()[:16]

    def note(self, name: str, data: bytes) -> None:
        """Remember that a file was read."""
        self._hashes[name] = hashlib.sha256(data).hexdigest()
        self.contents[name.replace(os.sep, "/")] = data

    def read(self, path: Path, report: Report, at: Span, most: int = LARGEST_FILE) -> bytes | None:
        """The bytes of a file, one more than ``most`` at most; a file that cannot be read is reported at ``at``."""
        try:
            data = self._bytes(path, most)
        except OSError as error:
            why = error.strerror or str(error)
            report.add(
                "unreadable-file", f'"{path}" cannot be read: {why[:1].lower()}{why[1:]}.', at, "Check its rights."
            )
            return None
        self.note(self._name(path), data)
        return data

    def _bytes(self, path: Path, most: int) -> bytes:
        if self._known is not None and path in self._known:
            return self._known[path]
        if not path.is_file():
            raise OSError("it is no ordinary file")
        with path.open("rb") as file:
            data = file.read(most + 1)
        if self._known is not None:
            self._known[path] = data
        return data

    def peek(self, path: Path, most: int = LARGEST_FILE) -> bytes | None:
        """The bytes of a file that may turn out to be none of this project; ``None`` if it cannot be read."""
        try:
            return self._bytes(path, most)
        except OSError:
            return None

    def beside(self) -> list[Path]:
        """The YAML files of the project's own folder, sorted."""
        return sorted(self.root.glob("*.y*ml")) if self.root is not None else []

    def _contains(self, path: Path) -> bool:
        """Whether a path, as it is written, ends inside the project's folder, symbolic links followed."""
        assert self.root is not None
        root = self.root.absolute()
        return path.is_relative_to(os.path.normpath(root)) and path.resolve().is_relative_to(root.resolve())

    def _names(self, folder: Path) -> list[str]:
        """What lies in a folder; nothing where it cannot be read."""
        try:
            return os.listdir(folder)
        except OSError:
            return []

    def _name(self, path: Path) -> str:
        return os.path.relpath(path, self.root) if self.root is not None else str(path)

    def locate(self, node: Node, written: str, report: Report) -> Path | None:
        """The file that a path in a flow means; one that is not there or not allowed is reported."""
        if self.root is None:
            report.add(
                "unknown-file",
                "This flow is not in a folder, so it has no other files.",
                node,
                "Save it to a file first.",
            )
            return None
        if written.startswith(("/", "\\", "~")) or ":" in written or "\\" in written:
            report.add(
                "outside-project",
                f'"{written}" is not a path from this file.',
                node,
                "Write where the file is as seen from this one, with /: for example shared/intents.yaml",
            )
            return None
        path = Path(os.path.normpath(Path(node.span.file).absolute().parent / written))
        if not self._contains(path):
            report.add(
                "outside-project",
                f'"{written}" leads out of the folder of this project.',
                node,
                "Copy the file into the project's folder, and write its path there.",
            )
            return None
        return self._as_written(path, node, written, report)

    def _as_written(self, path: Path, node: Node, written: str, report: Report) -> Path | None:
        """Compare every part of the path with the names in its folder, letter by letter."""
        assert self.root is not None
        folder = Path(os.path.normpath(self.root.absolute()))
        for part in path.relative_to(folder).parts:
            names = self._names(folder)
            if part not in names:
                report.add(
                    "unknown-file",
                    f'There is no file "{written}": "{folder.name}" has no "{part}".'
                    + (f' Did you mean "{meant}"?' if (meant := self._meant(node, written)) else ""),
                    node,
                    f"There: {listed(name for name in names if _alike(name, part))}.",
                    fixes=(write(meant, bare(node)),) if meant else (),
                )
                return None
            folder = folder / part
        return path

    def _meant(self, node: Node, written: str) -> str:
        """The path of the file below that of the flow whose path or name is most like this one; empty for none."""
        here, wanted = Path(node.span.file).absolute().parent, Path(written).name
        ending = Path(written).suffix or ".yaml"
        found = {
            path.relative_to(here).as_posix(): path.name
            for below in ("", "*/", "*/*/")
            for path in islice(here.glob(f"{below}*{ending}"), _MOST_NEAR)
            if not path.name.startswith(".") and ".test." not in path.name
        }
        same = [path for path, name in found.items() if wanted in (name, Path(name).stem)]
        return same[0] if same else nearest(written, found) or ""

    def is_still(self, path: Path, digest: str) -> bool:
        """Whether what stands in a file has this hash, as ``audio`` noted it. Then it counts for the version."""
        if path not in self._still:
            data = self.peek(path, _LARGEST_RECORDING)
            self._still[path] = "" if data is None else hashlib.sha256(data).hexdigest()
            if data is not None:
                self.note(self._name(path), data)
        return digest != "" and self._still[path] == digest

    def audio(self, node: Node, report: Report, noted: dict[Path, str] | None = None) -> Audio | None:
        """The recording that an ``audio:`` names, converted; ``None`` where it cannot be played.

        ``noted`` is filled with the hash of the file, which is empty where it cannot be played.
        """
        made = self._audio_of(node, report, {} if noted is None else noted)
        if made is None and noted is not None:
            noted[Path(node.raw.strip())] = ""
        return made

    def _audio_of(self, node: Node, report: Report, noted: dict[Path, str]) -> Audio | None:
        written = node.raw.strip()
        if not written:
            report.add("unknown-file", "There is no file's name here.", node, "Write the path of a WAV file.")
            return None
        path = self.locate(node, written, report)
        if path is None:
            return None
        if path not in self._audio:
            self._audio[path] = self._load(path, node, written, report)
        noted[path] = self._hashes.get(self._name(path), "")
        return self._audio[path]

    def _load(self, path: Path, node: Node, written: str, report: Report) -> Audio | None:
        data = self.read(path, report, node.span, _LARGEST_RECORDING)
        if data is None:
            return None
        try:
            if len(data) > _LARGEST_RECORDING:
                raise WavProblem(
                    f"This file has more than {_LARGEST_RECORDING // 1_000_000} MB.", "Record something shorter."
                )
            made = _convert(data)
            if made.duration_ms > _LONGEST_RECORDING_MS:
                raise WavProblem(
                    f"This recording lasts {made.duration_ms // 1000} seconds; the platform takes up to "
                    f"{_LONGEST_RECORDING_MS // 1000}.",
                    "Cut it into several recordings.",
                )
        except WavProblem as problem:
            report.add("bad-audio", f'"{written}": {problem.message}', node, problem.help)
            return None
        return Audio(written, b64encode(made.data).decode("ascii"), made.duration_ms)


def _alike(name: str, wanted: str) -> bool:
    """Whether a file is of the kind that is looked for."""
    return not name.startswith(".") and Path(name).suffix.lower() == Path(wanted).suffix.lower()


def _convert(data: bytes) -> Converted:
    digest = hashlib.sha256(data).digest()
    if digest not in _converted:
        if len(_converted) >= _MOST_CONVERTED:
            _converted.clear()
        _converted[digest] = convert(data)
    return _converted[digest]
