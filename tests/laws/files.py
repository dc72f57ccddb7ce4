"""Flows as files: data as YAML text, and a text compiled with recordings beside it."""

from __future__ import annotations

import io
import json
import tempfile
import wave
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from callwright.compiler import compile_path
from callwright.core.model import Flow
from callwright.diagnostics import concise

RECORDINGS = {"chime.wav": 400, "music.wav": 2600, "notice.wav": 6000}
"""The recordings beside every flow, and how long they last in ms."""


def yaml_of(value: Any, indent: int = 0) -> str:
    """Data as block YAML, every text in quotes."""
    pad = "  " * indent
    if isinstance(value, dict):
        return "".join(f"{pad}{_key(key)}:{_behind(inner, indent)}" for key, inner in value.items())
    return "".join(f"{pad}-{_behind(inner, indent)}" for inner in value)


def _key(key: str) -> str:
    return key if key.isidentifier() else json.dumps(key)


def _behind(value: Any, indent: int) -> str:
    if isinstance(value, dict | list):
        return "\n" + yaml_of(value, indent + 1)
    if isinstance(value, bool):
        return " yes\n" if value else " no\n"
    return f" {json.dumps(value, ensure_ascii=False)}\n"


def compiled(texts: Mapping[str, str]) -> Flow:
    """The first of these files, with the others and the recordings beside it.

    Raises ``AssertionError`` with what is wrong with it.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, length_ms in RECORDINGS.items():
            Path(folder, name).write_bytes(_silence(length_ms))
        for name, text in texts.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        made = compile_path(Path(folder, next(iter(texts))))
        assert made.project is not None, concise.render(made.diagnostics, made.sources)
        return made.project.entry()


def _silence(length_ms: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(bytes(32 * length_ms))
    return file.getvalue()
