"""Where every stage of the compiler puts what it has to tell the author, and how names are suggested."""

from __future__ import annotations

from collections.abc import Iterable

from callwright.compiler.nodes import Node
from callwright.diagnostics.catalog import CATALOG, finding
from callwright.diagnostics.model import Diagnostic, Fix, Related, Severity, Span
from callwright.diagnostics.nearest import listing, nearest


class Report:
    """The findings so far. ``errors`` counts those of the language, after which there is no flow to look at."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.errors = 0

    def add(
        self,
        code: str,
        message: str,
        at: Node | Span,
        help: str = "",
        related: tuple[Related, ...] = (),
        fixes: tuple[Fix, ...] = (),
    ) -> None:
        """Tell one finding; how much it matters stands in the catalogue."""
        self.extend((finding(code, message, at.span if isinstance(at, Node) else at, help, related, fixes),))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take over the findings of another stage."""
        for diagnostic in diagnostics:
            self.diagnostics.append(diagnostic)
            self.errors += diagnostic.severity is Severity.ERROR and not CATALOG[diagnostic.code].craft


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """`` Did you mean "x"?`` with a blank before it, or nothing."""
    near = nearest(name, names)
    return f' Did you mean "{near}"?' if near else ""


def listed(names: Iterable[str]) -> str:
    """Names in the order of the alphabet, as a sentence says them; ``none`` for none."""
    return listing(sorted(names)) or "none"


def told(problem: ValueError) -> tuple[str, str]:
    """What is wrong with a value and how it is mended, of the one sentence that says both."""
    found, _, mend = str(problem).translate(_STRAIGHT).partition("; ")
    return f"{found.rstrip('.')}.", mend[:1].upper() + mend[1:]


_STRAIGHT = str.maketrans("“”", '""')
