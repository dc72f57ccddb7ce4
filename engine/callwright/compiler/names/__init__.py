"""Every name of a project: states, intents, prompts, variables and the like, where they are defined and used.

For an editor: go to a definition, find all uses, rename, complete. ``read_names`` reads a file, ``Index`` puts files
together, ``place_at`` says what may be written at the cursor of a text that need not be whole.
"""

from callwright.compiler.names.files import FileNames, is_test, occurrences, read_names
from callwright.compiler.names.grammar import BUILT_IN, FUNCTIONS, SECTIONS
from callwright.compiler.names.index import Index
from callwright.compiler.names.inside import Inside
from callwright.compiler.names.occurrence import Kind, Occurrence, Role
from callwright.compiler.names.place import Place, Side, place_at
from callwright.compiler.names.renaming import Refusal
from callwright.compiler.names.walk import occurrences_in

__all__ = [
    "BUILT_IN",
    "FUNCTIONS",
    "SECTIONS",
    "FileNames",
    "Index",
    "Inside",
    "Kind",
    "Occurrence",
    "Place",
    "Refusal",
    "Role",
    "Side",
    "is_test",
    "occurrences",
    "occurrences_in",
    "place_at",
    "read_names",
]
