"""Files that come with the package: the schemas that editors and the compiler share.

An installed wheel carries them inside the package; a clone has them at its top, where people look for them.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def schema_text(name: str) -> str:
    """The text of ``schemas/NAME.schema.json``. Raises ``FileNotFoundError`` for a name that there is not."""
    return _text(f"{name}.schema.json")


def openapi_text() -> str:
    """The text of ``schemas/openapi.json``: every address of the service, what it takes and what it answers."""
    return _text("openapi.json")


def _text(file: str) -> str:
    inside = files("callwright") / "schemas" / file
    if inside.is_file():
        return inside.read_text(encoding="utf-8")
    return (Path(__file__).parents[2] / "schemas" / file).read_text(encoding="utf-8")
