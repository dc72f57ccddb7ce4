"""The projects that laws about names are held against: every flow in flows/ and examples/, with its tests,
and the flows that the compiler's rules keep silent about."""

from __future__ import annotations

from pathlib import Path

from callwright.compiler.document import Document, parse
from callwright.compiler.names import Index, read_names

ROOT = Path(__file__).parents[3]
GOOD = ROOT / "tests" / "compiler" / "good"
FOLDERS = (ROOT / "flows", ROOT / "examples", ROOT / "examples" / "interruption")


def files(folder: Path) -> list[Path]:
    """The flows of a folder, with what they include and their tests."""
    return sorted([*folder.glob("*.yaml"), *folder.glob("shared/*.yaml")])


def documents(folder: Path) -> dict[str, Document]:
    """Every file of a folder, read, by its name."""
    return {str(file): parse(file.read_bytes(), str(file)) for file in files(folder)}


def index(texts: dict[str, str]) -> Index:
    """The names of files that are given as texts."""
    return Index({file: read_names(parse(text.encode(), file)) for file, text in texts.items()})


def index_of(folder: Path) -> Index:
    """The names of a folder."""
    return Index({file: read_names(document) for file, document in documents(folder).items()})
