"""The codes of what can be wrong with a flow, beyond its YAML."""

from __future__ import annotations

from callwright.diagnostics.codes_calls import CALL_CODES
from callwright.diagnostics.codes_files import FILE_CODES
from callwright.diagnostics.codes_keys import KEY_CODES
from callwright.diagnostics.codes_names import NAME_CODES
from callwright.diagnostics.codes_services import SERVICE_CODES
from callwright.diagnostics.codes_speech import SPEECH_CODES
from callwright.diagnostics.codes_ways import WAY_CODES
from callwright.diagnostics.entry import Entry

FLOW_CODES: tuple[Entry, ...] = (
    *KEY_CODES,
    *NAME_CODES,
    *SPEECH_CODES,
    *WAY_CODES,
    *CALL_CODES,
    *SERVICE_CODES,
    *FILE_CODES,
)
