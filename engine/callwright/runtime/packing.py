"""A kept version as bytes, in a form that the next release can read.

    callwright version 1              what it is, and the number of this form
    {"version": …, "flows": …}        what a list of versions shows, as one line of JSON
    …                                 the archive: JSON, compressed

Large files (recordings) are not inside: they are kept once, by the hash of what they hold, however many versions have
them. The archive names them with that hash.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from callwright.compiler import Project
from callwright.compiler.archive import Archive

FORM = b"callwright version 1"
"""The first line. A later form has another number; this one stays readable."""

LARGE = 32 * 1024
"""Bytes of a file from which on it is kept beside the version."""

MOST_BYTES = 128 * 1024 * 1024
"""Of an archive, unpacked; a thousand times as much may come out of what somebody else put into the store."""

SPOILT = "a kept version cannot be read"


class UnreadableError(ValueError):
    """What is kept is in no form that this release knows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A kept version as a list shows it. ``flows`` are the numbers of their states; ``at`` is Unix seconds."""

    version: str
    path: str
    flows: Mapping[str, int]
    at: float

    @property
    def states(self) -> int:
        """Of all flows together."""
        return sum(self.flows.values())


def pack(project: Project, archive: Archive, at: float) -> tuple[bytes, dict[str, bytes]]:
    """A version, and its large files by their hashes."""
    large: dict[str, bytes] = {}
    files: dict[str, Any] = {}
    for name, data in archive.files.items():
        if len(data) >= LARGE:
            digest = sha256(data).hexdigest()
            large[digest] = data
            files[name] = {"sha256": digest}
        else:
            files[name] = _text(data)
    head = {
        "version": project.version,
        "path": archive.path,
        "flows": {name: len(flow.states) for name, flow in sorted(project.flows.items())},
        "at": at,
        "large": sorted(large),
    }
    body = {
        "path": archive.path,
        "folder": archive.is_folder,
        "texts": archive.texts,
        "files": files,
        "settings": {name: _text(data) for name, data in archive.settings.items()},
    }
    packed = zlib.compress(json.dumps(body, separators=(",", ":")).encode(), 6)
    return b"\n".join((FORM, json.dumps(head).encode(), packed)), large


def entry(value: bytes) -> Entry:
    """What a list shows. Raises ``UnreadableError``."""
    head, _ = _parts(value)
    try:
        return Entry(head["version"], head["path"], head["flows"], float(head["at"]))
    except (KeyError, TypeError, ValueError):
        raise UnreadableError(SPOILT) from None


def large_in(value: bytes) -> list[str]:
    """The hashes of the large files of a version. Raises ``UnreadableError``."""
    hashes = _parts(value)[0].get("large")
    if not isinstance(hashes, list):
        raise UnreadableError(SPOILT)
    return hashes


def unpack(value: bytes, large: Mapping[str, bytes]) -> Archive:
    """The archive. Raises ``UnreadableError``, also where a large file is missing."""
    _, packed = _parts(value)
    try:
        body = json.loads(_unpacked(packed))
        files = {
            name: large[found["sha256"]] if isinstance(found, dict) else _bytes(found)
            for name, found in body["files"].items()
        }
        settings = {name: _bytes(found) for name, found in body["settings"].items()}
        return Archive(body["path"], body["folder"], tuple(body["texts"]), files, settings)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error) as error:
        raise UnreadableError(f"{SPOILT} ({error})") from None


def _unpacked(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    body = unpacking.decompress(packed, MOST_BYTES)
    if not unpacking.eof:
        raise ValueError(f"it is cut off, or more than {MOST_BYTES} bytes")
    return body


def _parts(value: bytes) -> tuple[dict[str, Any], bytes]:
    form, _, rest = value.partition(b"\n")
    if form != FORM:
        raise UnreadableError("a kept version is in a form that this release does not know")
    head, _, packed = rest.partition(b"\n")
    try:
        found = json.loads(head)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise UnreadableError(SPOILT)
    return found, packed


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return b64decode(text)
