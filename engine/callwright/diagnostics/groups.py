"""The catalogue as a person looks through it: by what the codes are about."""

from __future__ import annotations

from callwright.diagnostics.codes_calls import CALL_CODES
from callwright.diagnostics.codes_craft_speech import CRAFT_SPEECH_CODES
from callwright.diagnostics.codes_craft_ways import CRAFT_WAYS_CODES
from callwright.diagnostics.codes_files import FILE_CODES
from callwright.diagnostics.codes_keys import KEY_CODES
from callwright.diagnostics.codes_levels import LEVEL_CODES
from callwright.diagnostics.codes_names import NAME_CODES
from callwright.diagnostics.codes_services import SERVICE_CODES
from callwright.diagnostics.codes_speech import SPEECH_CODES
from callwright.diagnostics.codes_tests import TEST_CODES
from callwright.diagnostics.codes_ways import WAY_CODES
from callwright.diagnostics.codes_yaml import YAML_CODES
from callwright.diagnostics.entry import Entry

GROUPS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    ("How the file is written", YAML_CODES),
    ("Keys and values", KEY_CODES),
    ("Names", NAME_CODES),
    ("What is spoken and heard", SPEECH_CODES),
    ("Where a call leads", WAY_CODES),
    ("Numbers and calls", CALL_CODES),
    ("Services", SERVICE_CODES),
    ("Files", FILE_CODES),
    ("Good dialogue: ways and words", CRAFT_WAYS_CODES),
    ("Good dialogue: speaking and listening", CRAFT_SPEECH_CODES),
    ("Levels, and comments that silence a rule", LEVEL_CODES),
    ("Test scripts", TEST_CODES),
)
"""Each code once, under a heading."""
