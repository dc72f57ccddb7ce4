"""Every diagnostic there is. A code that is not here cannot be reported.

To add a code: one ``Entry(...)`` block in the file of its stage (``codes_yaml.py`` and its siblings; a new file is
one more line in ``CATALOG``). The severity of a code stands in its entry and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from callwright.diagnostics.codes_craft_speech import CRAFT_SPEECH_CODES
from callwright.diagnostics.codes_craft_ways import CRAFT_WAYS_CODES
from callwright.diagnostics.codes_flow import FLOW_CODES
from callwright.diagnostics.codes_levels import LEVEL_CODES
from callwright.diagnostics.codes_tests import TEST_CODES
from callwright.diagnostics.codes_yaml import YAML_CODES
from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Diagnostic, Fix, Related, Span

__all__ = ["CATALOG", "Entry", "finding"]

_ALL = (*YAML_CODES, *FLOW_CODES, *CRAFT_WAYS_CODES, *CRAFT_SPEECH_CODES, *LEVEL_CODES, *TEST_CODES)
CATALOG: Mapping[str, Entry] = MappingProxyType({entry.code: entry for entry in _ALL})


def finding(
    code: str,
    message: str,
    span: Span,
    help: str = "",
    related: Iterable[Related] = (),
    fixes: Iterable[Fix] = (),
) -> Diagnostic:
    """A diagnostic of ``code``, with the severity that the catalogue gives it.

    Raises ``KeyError`` for a code that is not in the catalogue.
    """
    return Diagnostic(code, CATALOG[code].severity, message, span, help, tuple(related), tuple(fixes))
