"""The flows that are served: the current ones, and older versions that calls were begun with.

Theory of operation. Compiling is slow and may fail; it makes a ``Loaded`` and touches nothing (see ``loading``).
``take`` swaps it in between two events, or refuses it: what does not compile, or has lost a flow, leaves the last good
version serving, and ``trouble`` says why until a better one comes.

A call keeps the version it began with. Older versions stay in memory as long as the store knows a call of theirs
(``prune``, told by the store), and those before the current ones always, for a call that is being begun at that very
moment. A version that is not in memory (the service was restarted with changed files, or another worker serves it) is
fetched from the library once, while the call that needs it waits; ``lacks`` says so before ``flow_of`` is asked.

A call whose version nobody has any more goes on in the current one, at the same question, if a flow of that name still
has that state and that question, every recording that waits to be played, what a service is asked, and the states that
wait for a sub-flow to end. Otherwise there is nothing to go on with: the flow begins again, with the sentence that we
were interrupted. ``live`` does the same with every call at once whenever the flows change, which is for trying out; a
call that cannot go on in the new version keeps its own.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from callwright.compiler import Project
from callwright.core.events import Event
from callwright.core.model import Flow, Form
from callwright.core.prompt import Kind
from callwright.core.service import Request
from callwright.core.session import After, Session
from callwright.diagnostics.model import Diagnostic
from callwright.runtime import log
from callwright.runtime.answering import Answering, Choice, plain
from callwright.runtime.loading import Loaded, load

__all__ = ["Catalog", "Loaded", "Trouble", "load", "request_of"]

ASK_AGAIN_SECONDS = 30.0
"""How long a version that nobody has is taken to be gone before it is asked for again."""

MOST_NAMED = 10_000
"""Of so many calls that keep their version under ``live`` it is remembered that the log has said so."""

Fetch = Callable[[str], Awaitable[Project | None]]
"""A version from wherever it is kept; ``None`` if nobody has it. May raise ``StoreError``."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the last reload was not taken. ``message`` is for people; ``errors`` counts what is to be mended."""

    message: str
    errors: int
    diagnostics: tuple[Diagnostic, ...] = ()


class Catalog:
    """Begins with a good ``Loaded``; ``ValueError`` if it has no flows.

    ``fetch`` finds versions that are not in memory. ``live`` moves calls in progress to the current version.
    """

    def __init__(self, loaded: Loaded, *, fetch: Fetch | None = None, live: bool = False) -> None:
        if not loaded.projects:
            raise ValueError("there is no flow to serve")
        self.fetch_from = fetch
        self.live = live
        self._versions: dict[str, Project] = {}
        self._before: frozenset[str] = frozenset()
        self._since: dict[str, float] = {}
        self._coming: dict[str, asyncio.Task[Project | None]] = {}
        self._gone: dict[str, float] = {}
        self._named: set[tuple[str, str]] = set()
        self.trouble: Trouble | None = None
        self._swap(loaded)

    def _swap(self, loaded: Loaded) -> None:
        self.current = loaded
        self._versions.update((project.version, project) for project in loaded.projects)
        now = time.time()
        self._since = {project.version: self._since.get(project.version, now) for project in loaded.projects}
        self._answering = Answering(loaded.offers or plain(loaded.projects))
        self._look()

    @property
    def version(self) -> str:
        """What is served now, in one word."""
        return "+".join(project.version for project in self.current.projects)

    def since(self, version: str) -> float:
        """Since when a current version is served by this process, in Unix seconds."""
        return self._since[version]

    @property
    def languages(self) -> Iterable[str]:
        """The languages in which calls begin."""
        return (flow.language for flow in self.current.flows.values())

    def objection(self, loaded: Loaded) -> Trouble | None:
        """Why this must not be served, or ``None``."""
        if not loaded.projects:
            message = "The files have mistakes. The last good version goes on serving."
            return Trouble(message, loaded.errors, loaded.diagnostics)
        lost = [] if loaded.offers else sorted(self.current.flows.keys() - loaded.flows.keys())
        if lost:
            return Trouble(
                f"No file holds the flow {', '.join(lost)} any more. The last good version goes on serving. "
                "Put it back, or start the service again without it.",
                len(lost),
            )
        return None

    def take(self, loaded: Loaded) -> bool:
        """Serve what was loaded from the next call on, or refuse it and say why in ``trouble``."""
        self.trouble = self.objection(loaded)
        if self.trouble is not None:
            return False
        if any(project.version not in self._since for project in loaded.projects):
            self._before = frozenset(project.version for project in self.current.projects)
            self._named.clear()
        self._swap(loaded)
        return True

    def prune(self, in_use: set[str]) -> None:
        """Forget the versions that no call was begun with. ``in_use`` comes from the store."""
        keep = in_use | self._before | {project.version for project in self.current.projects}
        self._versions = {version: project for version, project in self._versions.items() if version in keep}
        self._look()

    def _look(self) -> None:
        flows = (flow for project in self._versions.values() for flow in project.flows.values())
        self.asks = any(flow.services for flow in flows)
        """Whether any flow, of any version that is in memory, asks services."""

    def __len__(self) -> int:
        """How many versions are in memory."""
        return len(self._versions)

    def known(self, version: str) -> Project | None:
        """A version, if it is in memory."""
        return self._versions.get(version)

    @property
    def in_memory(self) -> frozenset[str]:
        """The versions that need not be fetched."""
        return frozenset(self._versions)

    def choice(self, event: Event) -> Choice | None:
        """What answers a new call, with the ``alias`` that it is offered under."""
        return self._answering.choice(event)

    def answering(self, event: Event) -> Flow | None:
        """The flow for a new call: by the dialled number, for an outbound call by the number that it comes from.

        A flow that names the number is preferred to one that answers everything. ``Flow.version`` is the version.
        """
        choice = self._answering.choice(event)
        return None if choice is None else choice.flow(event.session)

    def named(self, name: str, call: str) -> Flow | None:
        """The flow of that name for a call that we dial, in the version that is this call's."""
        choice = self._answering.named(name)
        return None if choice is None else choice.flow(call)

    def alias(self, event: Event) -> str:
        """The alias that a new call begins under; empty where plain files are served."""
        choice = self._answering.choice(event)
        return "" if choice is None else choice.alias

    # calls in progress

    def lacks(self, session: Session | None) -> bool:
        """Whether the version of a waiting call has to be fetched before ``flow_of`` is asked."""
        if session is None or session.version in self._versions or self.fetch_from is None:
            return False
        return self._gone.get(session.version, 0.0) <= time.monotonic()

    async def fetch(self, version: str) -> None:
        """Have a version in memory, if anybody has it. Raises ``StoreError``. Many may wait for the same one."""
        task = self._coming.get(version)
        if task is None:
            assert self.fetch_from is not None
            task = self._coming[version] = asyncio.ensure_future(self._fetched(version, self.fetch_from))
            task.add_done_callback(lambda done: self._came(version, done))
        await asyncio.shield(task)

    def _came(self, version: str, done: asyncio.Task[Project | None]) -> None:
        del self._coming[version]
        if not done.cancelled():
            done.exception()  # whoever waits is told; if nobody does any more, nobody needs to be

    async def _fetched(self, version: str, fetch: Fetch) -> Project | None:
        project = await fetch(version)
        if project is None:
            self._gone = {gone: until for gone, until in self._gone.items() if until > time.monotonic()}
            self._gone[version] = time.monotonic() + ASK_AGAIN_SECONDS
        else:
            self._versions[version] = project
            self._look()
        return project

    def flow_of(self, session: Session) -> tuple[Flow | None, Session | None]:
        """The flow in which a waiting call goes on, and the session to go on with.

        The session is another one only where its version is gone, or where calls move ``live``, and ``None`` where the
        call must begin again; then the flow is the one of the same name, for an event that names no number.
        """
        project = self._versions.get(session.version)
        if project is not None and session.flow in project.flows:
            if self.live and session.version not in self._since:
                return self._moved(project.flows[session.flow], session)
            return project.flows[session.flow], session
        flow = self.current.flows.get(session.flow)
        if flow is None or not _still_stands(flow, session):
            return flow, None
        return flow, _in_version(session, flow.version)

    def _moved(self, own: Flow, session: Session) -> tuple[Flow, Session]:
        """A call in the current version, at the same state; in its own one if it has no place there."""
        flow = self.current.flows.get(session.flow)
        if flow is not None and _still_stands(flow, session):
            self._name(session, "the call goes on in the saved flows", state=session.state, version=flow.version)
            return flow, _in_version(session, flow.version)
        self._name(session, "the call has no place in the saved flows and keeps its version", state=session.state)
        return own, session

    def _name(self, session: Session, message: str, **fields: object) -> None:
        """Say once a call and version what became of it."""
        said = session.id, message
        if said not in self._named and len(self._named) < MOST_NAMED:
            self._named.add(said)
            log.note(message, call=session.id, flow=session.flow, **fields)


def _in_version(session: Session, version: str) -> Session:
    moved = session.fork()
    moved.version = version
    return moved


def _still_stands(flow: Flow, session: Session) -> bool:
    spoken = [*session.waiting, *(session.cut or ()), *(said for playback in session.open for said in playback.spoken)]
    recordings = {said.content for said in spoken if said.kind is Kind.AUDIO}
    return (
        (not session.state or session.state in flow.states)
        and (not session.question or session.question in flow.questions)
        and all(name in flow.prompts and flow.prompts[name].audio for name in recordings)
        and (session.inquiry is None or request_of(flow, session, session.inquiry.purpose) is not None)
        and (session.after is not After.ASK or request_of(flow, session, session.checking) is not None)
        and all(frame.flow in flow.family and frame.state in flow.family[frame.flow].states for frame in session.stack)
    )


def request_of(flow: Flow, session: Session, purpose: str) -> Request | None:
    """What a service is asked where a call stands; ``purpose`` as in ``Inquiry.purpose``. ``None`` if nothing."""
    state = flow.states.get(session.state)
    act = state.act if state else None
    if isinstance(act, Request):
        return act
    name, _, number = purpose.rpartition("/")
    slots = act.slots if isinstance(act, Form) else ()
    checks = next((slot.checks for slot in slots if slot.name == name), ())
    return checks[int(number)].request if number.isdigit() and int(number) < len(checks) else None
