"""Which library is imported where: each in the one room that it serves."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "engine" / "callwright"

ROOMS = {
    "ruamel": ("compiler",),
    "jsonschema": ("compiler",),
    "jinja2": ("core/template", "core/comparisons.py", "core/sandbox.py", "core/filters.py", "core/unfilled.py"),
    "holidays": ("core/hours.py", "compiler/builders/hours.py"),
    "rapidfuzz": ("understanding",),
    "starlette": ("runtime",),
    "uvicorn": ("runtime",),
    "watchfiles": ("runtime/reload.py",),
    "pygls": ("language_server",),
    "lsprotocol": ("language_server",),
    "resvg_py": ("graph",),
    "sqlite3": ("stores/sqlite",),
    "hiredis": ("stores/redis",),
    "aiohttp": (
        "platform/dial_",
        "platform/external_api.py",
        "runtime/external.py",
        "runtime/services/",
        "runtime/outbound/platform.py",
    ),
}


def imports(library: str) -> list[str]:
    """The files of the package that import a library."""
    found = []
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            if any(name.partition(".")[0] == library for name in names):
                found.append(file.relative_to(PACKAGE).as_posix())
    return sorted(set(found))


@pytest.mark.parametrize("library", ROOMS)
def test_a_library_is_imported_only_in_its_room(library: str) -> None:
    """So that it can be replaced there, and costs nothing where it is not needed."""
    files = imports(library)
    assert files
    assert [file for file in files if not file.startswith(ROOMS[library])] == []
