"""What a template finds where nothing is: false where it is asked, an error where it would be spoken."""

from __future__ import annotations

import jinja2


class RenderError(Exception):
    """A template that could not be spoken or worked out, in a plain sentence without a full stop."""


class Unfilled(jinja2.Undefined):
    """A name that has no value."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Unfilled:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __str__(self) -> str:
        name = self._undefined_name
        raise RenderError(f"'{name}' has no value" if name else "something has no value")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unfilled)

    def __ne__(self, other: object) -> bool:
        return not isinstance(other, Unfilled)

    __hash__ = None  # type: ignore[assignment]  # never a key of anything

    def _never(self, _other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _never  # type: ignore[assignment]  # Jinja's fail where ours is false

    def __contains__(self, _item: object) -> bool:
        return False
