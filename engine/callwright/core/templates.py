"""Text, values and conditions with ``{{ }}`` in them: Jinja2, held to what a telephone call needs.

Laws.
1. What an author writes is compiled when the flow is loaded; what a caller says is never compiled, only inserted.
2. A template can do nothing but look up names, compare, choose and filter: every node kind that is not in
   ``_ALLOWED`` is refused when the flow is loaded, so no template loops, multiplies text or calls anything.
3. No attribute of a Python object is ever reached: ``a.b`` is a look-up in a mapping, or nothing.
4. A name without a value is false in a condition and an error when it would be spoken.
5. The output is bounded, and so is the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.environment import TemplateExpression
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from callwright.core.template_faults import TemplateProblem as TemplateProblem  # known to others from here
from callwright.core.template_faults import not_callable, unreadable_condition, unreadable_text
from callwright.languages import get as language_of

Scope = Mapping[str, Any]

MAX_SOURCE = 4000
MAX_OUTPUT = 4000

FUNCTIONS = frozenset({"was_heard"})
"""Names that may be called."""

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter, nodes.Test,
    nodes.Getattr, nodes.Getitem, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not, nodes.Neg, nodes.Add, nodes.Sub, nodes.Concat, nodes.List, nodes.Tuple, nodes.Call,
)  # fmt: skip

_WHY: Mapping[type[nodes.Node], str] = {
    nodes.For: "repeats something ('for')",
    nodes.Mul: "multiplies ('*')",
    nodes.Pow: "raises to a power ('**')",
    nodes.Assign: "sets a variable ('set')",
    nodes.Macro: "defines a macro",
    nodes.Include: "includes another file",
    nodes.Import: "imports another file",
    nodes.Slice: "cuts out a slice",
    nodes.Mod: "uses '%'",
    nodes.Div: "divides ('/')",
}


class RenderError(Exception):
    """A template that could not be spoken: a name without a value, or too much text."""


class Unfilled(jinja2.Undefined):
    """A name that has no value: false where it is asked, an error where it would be spoken."""

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


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja2's immutable sandbox, in which attributes are look-ups and nothing else."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``a.b``: a look-up in a mapping."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, Unfilled):
            return obj
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """``a['b']`` and ``a[0]``."""
        if isinstance(obj, (Mapping, list, tuple, str)):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                return self.undefined(obj=obj, name=str(argument))
        return obj if isinstance(obj, Unfilled) else self.undefined(obj=obj, name=str(argument))


@jinja2.pass_context
def _say(context: jinja2.runtime.Context, value: Any, name: str = "") -> str:
    """Speak a value as a person of the call's language would; the type is that of the slot ``name``."""
    if isinstance(value, jinja2.Undefined):
        raise RenderError(f"'{name or 'this'}' has no value yet")
    language = language_of(context.resolve("call")["language"])
    if isinstance(value, (list, tuple)):
        return language.join([_say(context, item, name) for item in value], "and")
    if isinstance(value, bool):
        return language.sentences["yes" if value else "no"]
    text = str(value)
    if context.resolve("types_").get(name) == "digits" and text.isdigit():
        return language.say_digits(text)
    return text


@jinja2.pass_context
def _digits(context: jinja2.runtime.Context, value: Any) -> str:
    """Speak the digits of a value one by one, in groups."""
    if isinstance(value, jinja2.Undefined):
        raise RenderError("there is no value to read out yet")
    digits = "".join(c for c in str(value) if c in "0123456789")
    return language_of(context.resolve("call")["language"]).say_digits(digits)


_HARMLESS = ("abs", "capitalize", "count", "default", "first", "float", "int", "join", "last", "length",
             "lower", "round", "title", "trim", "upper")  # fmt: skip
_TESTS = (
    "defined",
    "undefined",
    "none",
    "number",
    "string",
    "odd",
    "even",
    "in",
    "eq",
    "ne",
    "lt",
    "le",
    "gt",
    "ge",
)


def _environment(*, markup: bool) -> _Environment:
    env = _Environment(undefined=Unfilled, autoescape=markup, keep_trailing_newline=True, cache_size=0)
    env.filters = {name: env.filters[name] for name in _HARMLESS} | {"say": _say, "digits": _digits}
    env.tests = {name: env.tests[name] for name in _TESTS}
    env.globals.clear()
    return env


_TEXT = _environment(markup=False)
_MARKUP = _environment(markup=True)

FILTERS = frozenset(_TEXT.filters)
"""Every filter that a template may use."""


class Template:
    """Text with ``{{ }}`` in it. ``names`` are the names it looks up, ``heard`` those it asks ``was_heard`` about."""

    __slots__ = ("_env", "_tree", "heard", "names", "render", "source")

    def __init__(self, source: str, tree: nodes.Template | None, env: _Environment) -> None:
        self.source = source
        self._tree = tree
        self._env = env
        self.names, self.heard = _names(tree) if tree else (frozenset[str](), frozenset[str]())
        self.render: Callable[[Scope], str] = self._compile_and_render if tree else self._constant

    @property
    def constant(self) -> bool:
        """Whether it is the same text whatever the scope."""
        return self._tree is None

    def _constant(self, _scope: Scope) -> str:
        return self.source

    def _compile_and_render(self, scope: Scope) -> str:
        # Generating Python for a template costs twice its parsing, so the first call pays, not every check.
        assert self._tree is not None
        compiled = self._env.from_string(self._tree)

        def render(scope: Scope) -> str:
            try:
                text = compiled.render(scope)
            except (jinja2.TemplateError, ArithmeticError, TypeError, ValueError, LookupError) as error:
                raise RenderError(str(error)) from error
            if len(text) > MAX_OUTPUT:
                raise RenderError(f"the text is longer than {MAX_OUTPUT} characters")
            return _printable(text)

        self.render = render
        return render(scope)


class Condition:
    """A bare expression, as after ``when:``. ``names`` are the names it looks up."""

    __slots__ = ("_compiled", "_tree", "heard", "names", "source")

    def __init__(self, source: str, tree: nodes.Expr) -> None:
        self.source = source
        self._tree = tree
        self.names, self.heard = _names(tree)
        self._compiled: TemplateExpression | None = None

    def value(self, scope: Scope) -> Any:
        """What the expression stands for; ``None`` for a name without a value."""
        if self._compiled is None:
            body = [nodes.Assign(nodes.Name("result", "store"), self._tree, lineno=1)]
            self._compiled = TemplateExpression(_TEXT.from_string(nodes.Template(body, lineno=1)), True)
        try:
            return self._compiled(scope)
        except (jinja2.TemplateError, ArithmeticError, TypeError, ValueError, LookupError) as error:
            raise RenderError(str(error)) from error

    def holds(self, scope: Scope) -> bool:
        """Whether it is true."""
        return bool(self.value(scope))


class Value:
    """What stands behind a name in ``set``: a constant, text with ``{{ }}``, or a lone ``{{ x }}``.

    The lone one keeps the type of what it inserts.
    """

    __slots__ = ("_constant", "_from", "heard", "names")

    def __init__(self, constant: Any = None, source: Template | Condition | None = None) -> None:
        self._constant = constant
        self._from = source
        self.names = source.names if source else frozenset[str]()
        self.heard = source.heard if source else frozenset[str]()

    def value(self, scope: Scope) -> Any:
        """The value; raises ``RenderError`` where a name that it inserts has none."""
        if self._from is None:
            return self._constant
        if isinstance(self._from, Condition):
            return self._from.value(scope)
        return self._from.render(scope)


def compile_text(source: str, *, markup: bool = False) -> Template:
    """A sentence; with ``markup`` the values put into it are escaped. Raises ``TemplateProblem``."""
    env = _MARKUP if markup else _TEXT
    if len(source) > MAX_SOURCE:
        raise TemplateProblem(
            f"This text has {len(source)} characters; at most {MAX_SOURCE} are allowed.",
            "Split it into several prompts.",
        )
    if "{{" not in source and "{%" not in source and "{#" not in source:
        return Template(source, None, env)
    try:
        tree = env.parse(source)
    except jinja2.TemplateSyntaxError as error:
        raise unreadable_text(source) from error
    _admit(tree, source)
    return Template(source, tree, env)


def compile_condition(source: str) -> Condition:
    """The expression after ``when:``. Raises ``TemplateProblem``."""
    if len(source) > MAX_SOURCE:
        raise TemplateProblem(f"This condition has {len(source)} characters; at most {MAX_SOURCE} are allowed.")
    if "{{" in source or "{%" in source:
        raise TemplateProblem(
            f'A condition is written without braces, not "{source}".',
            f"Write: when: {source.replace('{{', '').replace('}}', '').strip()}",
        )
    try:
        parser = Parser(_TEXT, source, state="variable")
        tree = parser.parse_expression()
        if not parser.stream.eos:
            raise jinja2.TemplateSyntaxError("chunk after expression", parser.stream.current.lineno)
    except jinja2.TemplateSyntaxError as error:
        raise unreadable_condition(source) from error
    tree.set_environment(_TEXT)
    _admit(tree, source)
    return Condition(source, tree)


def compile_value(value: Any) -> Value:
    """What stands behind a name in ``set``: a string may be a template, anything else is a constant."""
    if not isinstance(value, str):
        return Value(constant=value)
    template = compile_text(value)
    if template.constant:
        return Value(constant=value)
    stripped = value.strip()
    if stripped.startswith("{{") and stripped.endswith("}}") and "}}" not in stripped[2:-2]:
        return Value(source=compile_condition(stripped[2:-2].strip()))
    return Value(source=template)


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(c for c in text if c.isprintable() or c in "\n\t ")


def _names(tree: nodes.Node) -> tuple[frozenset[str], frozenset[str]]:
    names = frozenset(n.name for n in _walk(tree) if isinstance(n, nodes.Name))
    heard = frozenset(
        call.args[0].value
        for call in _walk(tree)
        if isinstance(call, nodes.Call) and call.args and isinstance(call.args[0], nodes.Const)
    )
    return names, heard


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _admit(tree: nodes.Node, source: str) -> None:
    """Refuse what law 2 refuses, and give ``say`` the name of the slot it speaks."""
    for node in _walk(tree):
        if not isinstance(node, _ALLOWED):
            why = _WHY.get(type(node), "does something")
            raise TemplateProblem(
                f'This {why}, which a call does not need: "{source}".',
                "A template can insert values, compare them, filter them with | and choose with if.",
            )
        if isinstance(node, nodes.Call):
            name = node.node.name if isinstance(node.node, nodes.Name) else ""
            if name not in FUNCTIONS or node.kwargs or node.dyn_args or node.dyn_kwargs:
                raise not_callable(node, name, source, FUNCTIONS, FILTERS)
            if len(node.args) != 1 or not isinstance(node.args[0], nodes.Const):
                raise TemplateProblem(f"{name} takes one name in quotes.", f"Write: {name}('name')")
        if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            raise TemplateProblem(f'".{node.attr}" is not a part of any value.', "Remove it.")
        if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
            raise TemplateProblem("In [ ] only a number or a name in quotes is allowed.", "Write for example: items[0]")
        if isinstance(node, nodes.Filter):
            if node.name not in FILTERS:
                raise TemplateProblem(
                    f'There is no filter "{node.name}".', "Filters: " + ", ".join(sorted(FILTERS)) + "."
                )
            if node.name == "say" and isinstance(node.node, nodes.Name) and not node.args:
                node.args = [nodes.Const(node.node.name, lineno=node.lineno)]
        if isinstance(node, nodes.Test) and node.name not in _TESTS:
            raise TemplateProblem(
                f'Nothing can be asked with "is {node.name}".', 'Behind "is" can stand: ' + ", ".join(_TESTS) + "."
            )
