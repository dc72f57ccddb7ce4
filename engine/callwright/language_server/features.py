"""What an editor can ask about a document. Each answer is worked out elsewhere; here it is put into the protocol.

Theory of operation. Where a place must be the one that the author sees (a definition, a rename), the project is first
checked as it stands now. Completion takes what is known already, since the author types on. About other people's YAML
nothing is answered.
"""

from __future__ import annotations

from typing import NamedTuple

from lsprotocol import types

from callwright.compiler.names import Kind, Refusal, Role
from callwright.language_server import actions, completion, hover, names, symbols, wire
from callwright.language_server.completion import What
from callwright.language_server.documents import Opened
from callwright.language_server.folder import Known, is_ours
from callwright.language_server.project import Project
from callwright.language_server.protocol import refused
from callwright.language_server.server import Server, guarded

TRIGGERS = (" ", ":", "{", "|", ".", "'", '"', "<", "/")
"""Characters after which an editor asks for completion by itself."""

FIX_ALL = types.CodeActionKind.SourceFixAll

_SIGNS = {
    What.KEY: types.CompletionItemKind.Property,
    What.VALUE: types.CompletionItemKind.EnumMember,
    What.FUNCTION: types.CompletionItemKind.Function,
    What.FILTER: types.CompletionItemKind.Operator,
    What.ATTRIBUTE: types.CompletionItemKind.Field,
    What.NAME: types.CompletionItemKind.Reference,
    What.BLOCK: types.CompletionItemKind.Snippet,
}
_SIGNS_OF_NAMES = {
    Kind.STATE: types.CompletionItemKind.Class,
    Kind.INTENT: types.CompletionItemKind.Event,
    Kind.VARIABLE: types.CompletionItemKind.Variable,
    Kind.PROMPT: types.CompletionItemKind.Constant,
    Kind.SERVICE: types.CompletionItemKind.Interface,
    Kind.FLOW: types.CompletionItemKind.Module,
}
_SYMBOLS = {
    "": types.SymbolKind.Namespace,
    "states": types.SymbolKind.Class,
    "intents": types.SymbolKind.Event,
    "prompts": types.SymbolKind.Constant,
    "variables": types.SymbolKind.Variable,
    "services": types.SymbolKind.Interface,
    "tests": types.SymbolKind.Method,
}
_SYMBOLS_OF_NAMES = {
    Kind.STATE: types.SymbolKind.Class,
    Kind.INTENT: types.SymbolKind.Event,
    Kind.PROMPT: types.SymbolKind.Constant,
    Kind.VARIABLE: types.SymbolKind.Variable,
    Kind.SERVICE: types.SymbolKind.Interface,
    Kind.FLOW: types.SymbolKind.Module,
}


class Asked(NamedTuple):
    """A question about a document of ours, with what is known of its project."""

    project: Project
    document: Opened
    known: Known
    places: wire.Places

    @property
    def file(self) -> str:
        """The document's path."""
        return self.document.file

    def place(self, position: types.Position) -> tuple[int, int]:
        """Our line and column."""
        return self.document.text.place(position.line, position.character)


def offer(server: Server) -> None:
    """Register every feature."""
    _names(server)
    _writing(server)
    _mending(server)
    _overview(server)


async def _asked(server: Server, identifier: types.TextDocumentIdentifier, *, now: bool = True) -> Asked | None:
    """``now``: of the text as it stands, not as it stood at the last check."""
    file = wire.file_of(identifier.uri)
    project = server.project_of(file) if file is not None else None
    if file is None or project is None:
        return None
    known = await (project.present() if now else project.recent())
    document = server.documents.of(file)
    if document is None or not is_ours(file, document.text.text, known):
        return None
    return Asked(project, document, known, wire.Places(server.documents, known))


def _names(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    @guarded
    async def definition(params: types.DefinitionParams) -> list[types.Location] | None:
        asked = await _asked(server, params.text_document)
        if asked is None:
            return None
        line, column = asked.place(params.position)
        found = await asked.project.ask(lambda: names.definition(asked.known, asked.file, line, column))
        return [asked.places.location(one.span) for one in found]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    @guarded
    async def references(params: types.ReferenceParams) -> list[types.Location] | None:
        asked = await _asked(server, params.text_document)
        if asked is None:
            return None
        line, column = asked.place(params.position)
        definitions = params.context.include_declaration
        found = await asked.project.ask(
            lambda: names.references(asked.known, asked.file, line, column, definitions=definitions)
        )
        return [asked.places.location(one.span) for one in found]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    @guarded
    async def highlight(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
        asked = await _asked(server, params.text_document)
        if asked is None:
            return None
        line, column = asked.place(params.position)
        found = await asked.project.ask(lambda: names.highlights(asked.known, asked.file, line, column))
        kinds = types.DocumentHighlightKind
        return [
            types.DocumentHighlight(asked.places.range(one.span), kinds.Read if one.role is Role.USES else kinds.Write)
            for one in found
        ]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    @guarded
    async def prepare_rename(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        asked = await _asked(server, params.text_document)
        if asked is None:
            return None
        line, column = asked.place(params.position)
        found = await asked.project.ask(lambda: names.renameable(asked.known, asked.file, line, column))
        if isinstance(found, Refusal):
            raise refused(f"{found.message} {found.help}".strip())
        return types.PrepareRenamePlaceholder(asked.places.range(found.span), found.name)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    @guarded
    async def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        asked = await _asked(server, params.text_document)
        if asked is None:
            return None
        line, column = asked.place(params.position)
        found = await asked.project.ask(lambda: names.renamed(asked.known, asked.file, line, column, params.new_name))
        if isinstance(found, Refusal):
            raise refused(f"{found.message} {found.help}".strip())
        return asked.places.edits(found)


def _writing(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=list(TRIGGERS)))
    @guarded
    async def complete(params: types.CompletionParams) -> types.CompletionList | None:
        asked = await _asked(server, params.text_document, now=False)
        if asked is None:
            return None
        line, column = asked.place(params.position)
        text = asked.document.text
        keys = server.explains_keys(text.text)
        found = await asked.project.ask(
            lambda: completion.complete(asked.known, asked.file, text.normal, line, column, keys=keys)
        )
        if found is None:
            return None
        offers = found.offers
        if params.context is not None and params.context.trigger_character in (" ", ":"):
            # A blank that indents is no question.
            offers = tuple(one for one in offers if one.what not in (What.KEY, What.BLOCK))
        start, end = (
            text.position(found.span.line, found.span.column),
            text.position(found.span.end_line, found.span.end_column),
        )
        stretch = types.Range(types.Position(*start), types.Position(*end))
        snippets = server.takes_snippets
        return types.CompletionList(
            False,
            [_item(one, rank, stretch, snippets=snippets) for rank, one in enumerate(offers) if one.put or snippets],
        )

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    @guarded
    async def hovering(params: types.HoverParams) -> types.Hover | None:
        asked = await _asked(server, params.text_document)
        if asked is None:
            return None
        line, column = asked.place(params.position)
        keys = server.explains_keys(asked.document.text.text)
        text = asked.document.text.normal
        found = await asked.project.ask(lambda: hover.hover(asked.known, asked.file, text, line, column, keys=keys))
        if found is None:
            return None
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, found.text), asked.places.range(found.span))


def _item(one: completion.Offer, rank: int, stretch: types.Range, *, snippets: bool) -> types.CompletionItem:
    put = one.snippet if snippets and one.snippet else one.put
    return types.CompletionItem(
        label=one.label,
        kind=_SIGNS_OF_NAMES.get(one.kind, _SIGNS[one.what]) if one.kind is not None else _SIGNS[one.what],
        detail=one.detail or None,
        documentation=types.MarkupContent(types.MarkupKind.Markdown, one.text) if one.text else None,
        sort_text=f"{rank:05}",
        insert_text_mode=types.InsertTextMode.AdjustIndentation if "\n" in put else None,
        insert_text_format=types.InsertTextFormat.Snippet if put == one.snippet else types.InsertTextFormat.PlainText,
        text_edit=types.TextEdit(stretch, put),
    )


def _mending(server: Server) -> None:
    kinds = types.CodeActionKind

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([kinds.QuickFix, FIX_ALL]))
    @guarded
    async def code_actions(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        asked = await _asked(server, params.text_document)
        if asked is None:
            return None
        wanted = params.context.only
        made: list[types.CodeAction] = []
        if wanted is None or any(_within(kinds.QuickFix, one) for one in wanted):
            (first, _), (last, _) = asked.place(params.range.start), asked.place(params.range.end)
            found = await asked.project.ask(lambda: actions.actions(asked.known, asked.file, first, last))
            made += [_quick_fix(server, asked, one) for one in found]
        if wanted is not None and any(_within(FIX_ALL, one) for one in wanted):
            edits = await asked.project.mended(asked.file, asked.document.text.normal)
            if edits:
                title = "Mend everything that has one safe mend"
                made.append(types.CodeAction(title, FIX_ALL, edit=asked.places.edits(edits)))
        return made

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    @guarded
    async def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        asked = await _asked(server, params.text_document)
        if asked is None:
            return None
        edits = await asked.project.in_order(asked.file, asked.document.text.normal)
        return [types.TextEdit(asked.places.range(one.span), one.text) for one in edits]


def _within(kind: str, wanted: str) -> bool:
    return kind == wanted or kind.startswith(f"{wanted}.")


def _quick_fix(server: Server, asked: Asked, one: actions.Action) -> types.CodeAction:
    return types.CodeAction(
        one.title,
        types.CodeActionKind.QuickFix,
        diagnostics=[asked.places.diagnostic(one.found)],
        is_preferred=True if one.preferred else None,
        edit=asked.places.edits(one.edits, snippets=server.takes_snippet_edits),
    )


def _overview(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    @guarded
    async def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        asked = await _asked(server, params.text_document)
        if asked is None:
            return None
        found = await asked.project.ask(lambda: symbols.outline(asked.known, asked.file))
        return [_symbol(asked, one) for one in found]

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    @guarded
    async def folding(params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
        asked = await _asked(server, params.text_document)
        if asked is None:
            return None
        found = await asked.project.ask(lambda: symbols.folds(asked.known, asked.file))
        return [types.FoldingRange(first - 1, last - 1) for first, last in found]

    @server.feature(types.WORKSPACE_SYMBOL)
    @guarded
    async def everywhere(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        made = []
        for project in server.projects:
            known = await project.present()
            places = wire.Places(server.documents, known)
            for one in await project.ask(lambda known=known: names.everywhere(known, params.query)):  # type: ignore[misc]
                kind = _SYMBOLS_OF_NAMES.get(one.kind, types.SymbolKind.Key)
                symbol = types.WorkspaceSymbol(
                    places.location(one.span), one.name, kind, container_name=one.scope or None
                )
                made.append(symbol)
        return made


def _symbol(asked: Asked, one: symbols.Symbol) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=one.name,
        detail=one.detail or None,
        kind=_SYMBOLS.get(one.of, types.SymbolKind.Key),
        range=asked.places.range(one.whole),
        selection_range=asked.places.range(one.key),
        children=[_symbol(asked, inner) for inner in one.inner] or None,
    )
