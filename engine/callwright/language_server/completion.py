"""What can be written at the cursor.

Theory of operation: ``names.place_at`` tells from the text alone, half-written as it may be, which kind of name, key or
value belongs there; the project's index has the names, the schema the keys and fixed values, ``template_words`` what
templates know. What is put in replaces the whole word under the cursor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from callwright.compiler.names import FUNCTIONS, SECTIONS, Inside, Kind, Occurrence, Place, Side, is_test, place_at
from callwright.diagnostics.model import Span
from callwright.language_server import about, template_words
from callwright.language_server.folder import Known
from callwright.language_server.schema_words import Word, keys_at, schema_of, values_at
from callwright.language_server.snippets import block_below, blocks_at, named_beside, plain, scalar

_FLOW = "flow:"
_BUILT_IN, _FLOWS, _VALUES, _BLOCKS, _KEYS, _ITEMS = 100, 200, 300, 400, 500, 600
"""From which rank on offers of a sort stand, in the order of the language; names of the author's come first."""

_OPENS: Mapping[str, str] = {"variables": "", "prompts": "", "intents": "  - "}
"""What stands below a name that is defined in a section, where it is no map."""


class What(StrEnum):
    """What an offer is, for the sign that an editor shows beside it."""

    KEY = "key"
    VALUE = "value"
    FUNCTION = "function"
    FILTER = "filter"
    ATTRIBUTE = "attribute"
    NAME = "name"
    BLOCK = "block"


class Offer(NamedTuple):
    """``put`` is what is written, ``snippet`` the same with places to type in, for editors that know such.

    ``detail``: a few words; ``text``: markdown; ``rank``: offers of a lower one are shown first; ``kind``: that of a
    name.
    """

    label: str
    what: What
    put: str
    detail: str = ""
    text: str = ""
    rank: int = 1
    kind: Kind | None = None
    snippet: str = ""


class Offers(NamedTuple):
    """``span``: the word that an offer replaces."""

    span: Span
    offers: tuple[Offer, ...]


def complete(known: Known, file: str, text: str, line: int, column: int, *, keys: bool = True) -> Offers | None:
    """What can be written at a place; ``None`` where that is anybody's guess. ``keys``: those of the language and
    their fixed values too."""
    schema = schema_of(file)
    place = place_at(text, line, column, is_test=is_test(file))
    if place is None:
        return None
    written = text.split("\n")[line - 1]
    indent = len(written) - len(written.lstrip(" "))
    behind = written[place.span.end_column - 1 :]
    asked = _Asked(known, file, place, behind, schema, keys, min(indent, place.span.column - 1))
    offers = {(offer.label, offer.what): offer for offer in reversed(tuple(asked.offers()))}
    return Offers(place.span, tuple(sorted(offers.values(), key=lambda one: (one.rank, one.label))))


class _Asked(NamedTuple):
    known: Known
    file: str
    place: Place
    behind: str
    schema: str
    keys: bool
    indent: int

    def offers(self) -> Iterator[Offer]:
        if self.place.inside is not None:
            yield from self._inside(self.place.inside)
            return
        if " " in self.place.typed.lstrip():
            return  # a sentence
        if self.place.kind is not None:
            yield from self._names(self.place.kind)
        if len(self.place.route) == 1 and self.place.side is Side.KEY and self.schema == "flow":
            yield from self._entries(self.place.route[0])
        if self.place.quote in ("|", ">") or not self.keys:
            return
        if self.place.side is not Side.VALUE:
            yield from self._keys()
        if self.place.side is not Side.KEY:
            yield from self._values()

    # Names.

    def _names(self, kind: Kind) -> Iterator[Offer]:
        is_key = self.place.side is Side.KEY
        for name, defined in self._defined(kind).items():
            if name not in self.place.beside:
                told = about.about(self.known, defined)
                yield Offer(name, What.NAME, self._key(name) if is_key else name, told.line, told.text, 0, kind)
        if kind is not Kind.VARIABLE:
            for rank, (name, text) in enumerate(about.BUILT_IN.get(kind, {}).items(), _BUILT_IN):
                if name not in self.place.beside:
                    yield Offer(name, What.NAME, self._key(name) if is_key else name, "built in", text, rank, kind)
        if kind is Kind.STATE and not self.place.flow:
            for name, detail in self._wanted(kind):
                yield Offer(name, What.NAME, name, detail, "", _BUILT_IN, kind)
            yield from self._flows()

    def _flows(self) -> Iterator[Offer]:
        mine = self._scope()
        for name, defined in self._defined(Kind.FLOW).items():
            if name != mine:
                told = about.about(self.known, defined)
                yield Offer(_FLOW + name, What.NAME, _FLOW + name, told.line, told.text, _FLOWS, Kind.FLOW)

    def _defined(self, kind: Kind) -> Mapping[str, Occurrence]:
        return self.known.index.names(kind, self.place.flow or self._scope())

    def _scope(self) -> str:
        return self.known.index.scope_of(self.file)

    # Keys and fixed values.

    def _keys(self) -> Iterator[Offer]:
        route, item = self.place.route, self.place.side is Side.ITEM
        words = keys_at(route, self.schema, item=item)
        for rank, word in enumerate(words, _KEYS):
            if word.name not in self.place.beside:
                put, snippet = self._key(word.name, word), self._opened(word)
                yield Offer(word.name, What.KEY, put, _summary(word), word.text, rank, snippet=snippet)
        # Beside other keys a block may stand where keys are names of the author's.
        if not (self.behind.strip() or (self.place.beside and words)):
            for rank, block in enumerate(blocks_at(route, self.schema, item=item), _BLOCKS):
                written = self._below("", named_beside(block, self.place.beside))
                shown = "```yaml\n" + "\n".join(block.lines) + "\n```"
                yield Offer(block.label, What.BLOCK, "", block.summary, plain(shown), rank, snippet=written)

    def _values(self) -> Iterator[Offer]:
        words = values_at(self.place.route, self.schema, item=self.place.side is Side.ITEM)
        for rank, word in enumerate(words, _VALUES if self.place.side is Side.VALUE else _ITEMS):
            put = word.name if self.place.quote else scalar(word.name)
            yield Offer(word.name, What.VALUE, put, _summary(word), word.text, rank)

    def _wanted(self, kind: Kind) -> Iterator[tuple[str, str]]:
        """The names that are used elsewhere and stand nowhere yet, with a few words about each."""
        for name, used in self.known.index.wanted(kind, self._scope()).items():
            here = used.span.file == self.file and used.span.line == self.place.span.line
            if not here:
                yield name, f"used in line {used.span.line}, and not there yet"

    def _entries(self, section: str) -> Iterator[Offer]:
        """The names of a section that are yet to be written."""
        kind = SECTIONS.get(section)
        for name, detail in self._wanted(kind) if kind is not None else ():
            if name not in self.place.beside:
                yield Offer(name, What.NAME, self._defining(name), detail, "", 0, kind)

    def _defining(self, name: str) -> str:
        """A name with what opens its entry in the section of the cursor."""
        if self.behind.lstrip().startswith(":"):
            return name
        opens = _OPENS.get(self.place.route[0], "  ")
        return self._below(f"{name}:", [opens]) if opens else f"{name}: "

    def _key(self, name: str, word: Word | None = None) -> str:
        """A key with its colon, where there is none yet, and with the line that it opens."""
        if self.behind.lstrip().startswith(":"):
            return name
        if word is None or word.opens == "value" or self.behind.strip():
            return f"{name}: "
        return self._below(f"{name}:", ["  - " if word.opens == "list" else "  "])

    def _opened(self, word: Word) -> str:
        """A key with a whole block below it; empty where only a word follows, or something stands there already."""
        block = None if self.behind.strip() else block_below((*self.place.route, word.name), self.schema)
        return self._below(f"{word.name}:", [f"  {line}" for line in block.lines]) if block is not None else ""

    def _below(self, key: str, lines: Sequence[str]) -> str:
        """Lines as they are put in: an editor indents them like the present one, which behind a dash is too little."""
        first, *rest = [key, *lines] if key else lines
        return "\n".join([first, *(" " * (self.place.span.column - 1 - self.indent) + line for line in rest)])

    # Templates and conditions.

    def _inside(self, inside: Inside) -> Iterator[Offer]:
        if inside is Inside.FILTER:
            yield from _words(template_words.FILTERS, What.FILTER)
        elif inside is Inside.ATTRIBUTE:
            yield from _words(template_words.ATTRIBUTES.get(self.place.of, {}), What.ATTRIBUTE)
            if self.place.kind is not None:
                yield from self._names(self.place.kind)
        elif inside is Inside.TEST:
            yield from _words(template_words.TESTS, What.FUNCTION)
        elif inside is Inside.OPERATOR:
            yield from _words(template_words.OPERATORS, What.VALUE, rank=_FLOWS)
            if not self.place.typed:
                is_condition = self.place.route[-1:] == ("when",)
                piped = {f"| {name}": text for name, text in template_words.FILTERS.items()}
                yield from _words(piped, What.FILTER, rank=_VALUES if is_condition else _BUILT_IN)
        elif inside is Inside.TYPE:
            for rank, word in enumerate(values_at(("states", "", "collect", "type")), _VALUES):
                yield Offer(word.name, What.VALUE, word.name, _summary(word), word.text, rank)
        elif inside is Inside.TEXT:
            if self.place.kind is not None:
                yield from self._names(self.place.kind)
            elif (value := self._defined(Kind.VARIABLE).get(self.place.of)) is not None:
                yield from _words(about.options_of(self.known, value), What.VALUE)
        else:
            yield from self._names(Kind.VARIABLE)
            if self.place.route[:1] != ("intents",):
                yield from _words(template_words.VARIABLES, What.VALUE)
                for rank, (name, text) in enumerate(template_words.FUNCTIONS.items(), _FLOWS):
                    put, snippet = f"{name}('')", f"{name}('$0')"
                    yield Offer(name, What.FUNCTION, put, _called_with(name), text, rank, snippet=snippet)


def _words(words: Mapping[str, str], what: What, rank: int = _BUILT_IN) -> Iterator[Offer]:
    for place, (name, text) in enumerate(words.items(), rank):
        yield Offer(name, what, name, text.partition(". ")[0].rstrip("."), text, place)


def _called_with(function: str) -> str:
    return f"of {about.called(FUNCTIONS[function])} by name" if function in FUNCTIONS else ""


def _summary(word: Word) -> str:
    return word.summary.partition(". ")[0].rstrip(".")
