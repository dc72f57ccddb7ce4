"""callwright: telephone dialogues written as YAML, served to the AI Flow API.

from callwright import create_app
app = create_app("flows/", store="sqlite:///calls.db", token=…)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from callwright.compiler import compile_path as compile_path
    from callwright.runtime.app import create_app as create_app
    from callwright.runtime.hearing import hear as hear
    from callwright.understanding.hearing import say as say

    __version__: str

__all__ = ["__version__", "compile_path", "create_app", "hear", "say"]


def __getattr__(name: str) -> Any:
    """Everything is imported when it is asked for, so that every command starts fast."""
    if name == "create_app":
        from callwright.runtime.app import create_app

        return create_app
    if name == "compile_path":
        from callwright.compiler import compile_path

        return compile_path
    if name == "hear":
        from callwright.runtime.hearing import hear

        return hear
    if name == "say":
        from callwright.understanding.hearing import say

        return say
    if name == "__version__":
        from importlib.metadata import version

        return version("callwright")
    raise AttributeError(f"module 'callwright' has no attribute {name!r}")
