"""Text, values and conditions with ``{{ }}`` in them: Jinja2, held to what a telephone call needs.

Laws.
1. What an author writes is compiled when the flow is loaded; what a caller says is never compiled, only inserted.
2. A template can do nothing but look up names, compare, add, choose and filter: every node kind that is not allowed
   (``template_rules``) is refused when the flow is loaded, so no template loops, multiplies text or calls anything.
3. No attribute of a Python object is ever reached: ``a.b`` is a look-up in a mapping, or nothing.
4. A name without a value is false in a condition and an error when it would be spoken.
5. The output is bounded, and so is the source.
6. A secret of the environment is inserted as it is or not at all, and nothing else that comes out can be taken for
   the mark of one (``secret_marks``).
7. What is put into a path stays one piece of it, whatever it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, cast

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context

from callwright.core.sandbox import FILTERS as FILTERS  # known to others from here
from callwright.core.sandbox import MARKUP, PATH, TEXT, Environment, level, printable
from callwright.core.secret_marks import CLOSING, OPENING, unmarked
from callwright.core.template_faults import TemplateProblem as TemplateProblem
from callwright.core.template_faults import unreadable_condition, unreadable_text
from callwright.core.template_parser import MAX_DEPTH, TooDeep, parse_expression, parse_text
from callwright.core.template_rules import FUNCTIONS as FUNCTIONS
from callwright.core.template_rules import Uses, admit
from callwright.core.unfilled import RenderError as RenderError

Scope = Mapping[str, Any]

MAX_SOURCE = 4000
MAX_OUTPUT = 4000

_LOST_BRACE = re.compile(r"(?<!\{)\{\s*[A-Za-z_][^{}]*\}\}")
"""``{ name }}``: what was to be inserted, with a brace lost."""

_FAULTS = (jinja2.TemplateError, ArithmeticError, TypeError, ValueError, LookupError)
"""What a template that was admitted can still run into."""


def _plainly(error: Exception) -> RenderError:
    # What Python says of types and operands is no sentence for an author.
    known = isinstance(error, jinja2.TemplateError)
    return RenderError(str(error) if known else "a value does not fit what is done with it")


class Template:
    """Text with ``{{ }}`` in it.

    ``names`` are the names it looks up, ``heard`` the prompts it asks ``was_heard`` about, ``asks`` the hours it asks
    ``open`` and ``opens_next`` about, ``env`` the secrets it inserts.
    """

    __slots__ = ("_env", "_tree", "asks", "constant", "env", "heard", "names", "render", "source")

    def __init__(self, source: str, tree: nodes.Template | None, uses: Uses, env: Environment) -> None:
        self.source = source
        self._tree = tree
        self._env = env
        self.constant = tree is None
        """Whether it is the same text whatever the scope."""
        self.names, self.heard, self.asks, self.env = uses
        self.render: Callable[[Scope], str] = self._compile_and_render if tree else self._constant

    def _constant(self, _scope: Scope) -> str:
        return self.source

    def _compile_and_render(self, scope: Scope) -> str:
        # Generating Python for a template costs twice its parsing, so the first call pays, not every check.
        assert self._tree is not None
        compiled = self._env.from_string(self._tree)
        finish = level if self._env is PATH else str if self.env else printable

        def render(scope: Scope) -> str:
            try:
                text = "".join(compiled.root_render_func(_shared(compiled, scope)))
            except _FAULTS as error:
                raise _plainly(error) from error
            if len(text) > MAX_OUTPUT:
                raise RenderError(f"the text is longer than {MAX_OUTPUT} characters")
            return finish(text)

        self.render = render
        return render(scope)


class Condition:
    """A bare expression, as after ``when:``. ``names``, ``heard`` and ``asks`` are those of ``Template``."""

    __slots__ = ("_compiled", "_tree", "asks", "env", "heard", "names", "source")

    def __init__(self, source: str, tree: nodes.Expr, uses: Uses) -> None:
        self.source = source
        self._tree = tree
        self.names, self.heard, self.asks, self.env = uses
        self._compiled: jinja2.Template | None = None

    def value(self, scope: Scope) -> Any:
        """What the expression stands for; ``None`` for a name without a value."""
        if self._compiled is None:
            body = [nodes.Assign(nodes.Name("result", "store"), self._tree, lineno=1)]
            self._compiled = TEXT.from_string(nodes.Template(body, lineno=1))
        context = _shared(self._compiled, scope)
        try:
            for _ in self._compiled.root_render_func(context):
                pass
        except _FAULTS as error:
            raise _plainly(error) from error
        value = context.vars["result"]
        return None if isinstance(value, jinja2.Undefined) else value

    def holds(self, scope: Scope) -> bool:
        """Whether it is true."""
        return bool(self.value(scope))


class Value:
    """What stands behind a name in ``set``: a constant, text with ``{{ }}``, or a lone ``{{ x }}``.

    The lone one keeps the type of what it inserts. ``names`` and the like are those of ``Template``.
    """

    __slots__ = ("_constant", "_from", "asks", "env", "heard", "names")

    def __init__(self, constant: Any = None, source: Template | Condition | None = None) -> None:
        self._constant = constant
        self._from = source
        self.names, self.heard, self.asks, self.env = (
            Uses(source.names, source.heard, source.asks, source.env) if source else Uses()
        )

    @property
    def source(self) -> str:
        """What is worked out: a text with ``{{ }}``, or of a lone ``{{ x }}`` the expression; empty for a constant."""
        return self._from.source if self._from is not None else ""

    @property
    def keeps_type(self) -> bool:
        """Whether it is a lone ``{{ x }}``, for which a name without a value is nothing, and no mistake."""
        return isinstance(self._from, Condition)

    def value(self, scope: Scope) -> Any:
        """The value; raises ``RenderError`` where a name that it inserts has none."""
        if self._from is None:
            return self._constant
        if isinstance(self._from, Condition):
            return unmarked(self._from.value(scope))
        return self._from.render(scope)


def compile_text(source: str, *, markup: bool = False) -> Template:
    """A sentence; with ``markup`` the values put into it are escaped. Raises ``TemplateProblem``."""
    return _compile(source, MARKUP if markup else TEXT)


def compile_path(source: str) -> Template:
    """The path of a request: what is put in is percent-encoded, the text around it is not.

    The marks of secrets stay as they are; they are encoded once they are filled. Raises ``TemplateProblem``.
    """
    return _compile(source, PATH)


def compile_condition(source: str) -> Condition:
    """The expression after ``when:``. Raises ``TemplateProblem``."""
    if len(source) > MAX_SOURCE:
        raise TemplateProblem(f"This condition has {len(source)} characters; at most {MAX_SOURCE} are allowed.")
    if "{{" in source or "{%" in source:
        bare = " ".join(source.replace("{{", " ").replace("}}", " ").split())
        raise TemplateProblem(
            f'A condition is written without braces, not "{source}".', f"Write: when: {bare}", found=source, mended=bare
        )
    try:
        parsed = parse_expression(source)
    except TooDeep as error:
        raise _too_deep() from error
    except jinja2.TemplateSyntaxError as error:
        raise unreadable_condition(source) from error
    tree, uses = admit(parsed, source)
    tree.set_environment(TEXT)
    return Condition(source, tree, uses)


def compile_value(value: Any) -> Value:
    """What stands behind a name in ``set``: a string may be a template, anything else is a constant."""
    if not isinstance(value, str):
        return Value(constant=value)
    template = compile_text(value)
    if template.constant:
        return Value(constant=value)
    stripped = value.strip()
    if stripped.startswith("{{") and stripped.endswith("}}") and "}}" not in stripped[2:-2] and not template.env:
        return Value(source=compile_condition(stripped[2:-2].strip()))
    return Value(source=template)


def _shared(compiled: jinja2.Template, scope: Scope) -> Context:
    """What a template runs in. Jinja's own way copies the scope twice, which takes longer than most templates do."""
    return compiled.new_context(cast(dict[str, Any], scope), shared=True)


def _too_deep() -> TemplateProblem:
    return TemplateProblem(
        f"There is too much in one another here: more than {MAX_DEPTH} levels of brackets and the like.",
        "Work a part of it out in a state before, with set.",
    )


def _compile(source: str, env: Environment) -> Template:
    if len(source) > MAX_SOURCE:
        raise TemplateProblem(
            f"This text has {len(source)} characters; at most {MAX_SOURCE} are allowed.",
            "Split it into several prompts.",
        )
    if OPENING in source or CLOSING in source:
        raise TemplateProblem("This text holds a character that has no meaning in any language.", "Type it anew.")
    if "{{" not in source and "{%" not in source and "{#" not in source:
        if "}}" in source and _LOST_BRACE.search(source):
            raise unreadable_text(source, FILTERS)
        return Template(source, None, Uses(), env)
    if source.count("}}") > source.count("{{") and _LOST_BRACE.search(source):
        raise unreadable_text(source, FILTERS)
    try:
        tree = parse_text(source, env)
    except TooDeep as error:
        raise _too_deep() from error
    except jinja2.TemplateSyntaxError as error:
        raise unreadable_text(source, FILTERS) from error
    tree, uses = admit(tree, source)
    tree.set_environment(env)
    return Template(source, tree, uses, env)
