"""From the source of a template or a condition to its tree, no deeper than everything behind can walk.

Jinja's parser, its code generator and our own walks call themselves once a level. Without a bound some thousand
brackets in one line would end in a fault of ours, wherever the stack happens to be full.
"""

from __future__ import annotations

from typing import cast

from jinja2 import TemplateSyntaxError, nodes
from jinja2.parser import Parser

from callwright.core.sandbox import TEXT, Environment

MAX_DEPTH = 60
"""Levels of a tree: far more than anybody writes."""


class TooDeep(TemplateSyntaxError):  # noqa: N818 - an author's mistake, told in a diagnostic
    """Brackets in brackets, or the like, without an end."""

    def __init__(self) -> None:
        super().__init__("nested too deep", 1)


def parse_text(source: str, env: Environment = TEXT) -> nodes.Template:
    """A text with braces. Raises ``TemplateSyntaxError``."""
    try:
        return cast(nodes.Template, _bounded(env.parse(source)))
    except RecursionError:
        raise TooDeep from None


def parse_expression(source: str) -> nodes.Expr:
    """A condition, the whole of it. Raises ``TemplateSyntaxError``."""
    try:
        parser = Parser(TEXT, source, state="variable")
        tree = parser.parse_expression()
    except RecursionError:
        raise TooDeep from None
    if not parser.stream.eos:
        raise TemplateSyntaxError("chunk after expression", parser.stream.current.lineno)
    return cast(nodes.Expr, _bounded(tree))


def _bounded(tree: nodes.Node) -> nodes.Node:
    level, depth = [tree], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise TooDeep
        level = [child for node in level for child in node.iter_child_nodes()]
    return tree
