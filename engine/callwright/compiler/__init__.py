"""YAML files to flows, and everything there is to tell their author. What is exported is loaded when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from callwright.compiler.compile import Compiled, Project, compile_archive, compile_path, compile_text

__all__ = ["Compiled", "Project", "compile_archive", "compile_path", "compile_text"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from callwright.compiler import compile as compiling

    return getattr(compiling, name)
