"""The flows that are served: the current ones, and older versions that calls were begun with.

Theory of operation. Compiling is slow and may fail; it makes a ``Loaded`` and touches nothing, so it may run in a
thread. ``take`` swaps it in between two events, or refuses it: what does not compile, or has lost a flow, leaves the
last good version serving, and ``trouble`` says why until a better one comes.

A call keeps the version it began with. Older versions stay in memory as long as the store knows a call of theirs
(``prune`` after each reload, told by the store), and the one before the current always, for a call that is being
begun at that very moment.

A call whose version is gone (the service was restarted with changed files) goes on in the current one, at the same
question, if a flow of that name still has that state and that question, every recording that waits to be played, what a
service is asked, and the states that wait for a sub-flow to end. Otherwise there is nothing to go on with: the flow
begins again, with the sentence that we were interrupted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from callwright.compiler import Project, compile_path
from callwright.core.events import Event
from callwright.core.model import Flow, Form
from callwright.core.prompt import Kind
from callwright.core.service import Request
from callwright.core.session import After, Session
from callwright.diagnostics.model import Diagnostic, Severity, in_order
from callwright.runtime.hearing import prepare


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one reading of the files gave. ``projects`` is empty where anything was wrong."""

    projects: tuple[Project, ...]
    flows: Mapping[str, Flow]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, list[str]]


def load(paths: Sequence[Path]) -> Loaded:
    """Read and compile all files anew. Slow; changes nothing; raises nothing for an author's mistake."""
    projects: list[Project] = []
    diagnostics: list[Diagnostic] = []
    sources: dict[str, list[str]] = {}
    for path in paths:
        compiled = compile_path(path)
        diagnostics += compiled.diagnostics
        sources.update(compiled.sources)
        if compiled.project is not None:
            projects.append(compiled.project)
    whole = tuple(projects) if len(projects) == len(paths) else ()
    flows = {name: flow for project in whole for name, flow in project.flows.items()}
    prepare(flows.values())
    return Loaded(whole, flows, in_order(diagnostics), sources)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the last reload was not taken. ``message`` is for people; ``errors`` counts what is to be mended."""

    message: str
    errors: int


class Catalog:
    """Begins with a good ``Loaded``; ``ValueError`` if it has no flows."""

    def __init__(self, loaded: Loaded) -> None:
        if not loaded.projects:
            raise ValueError("there is no flow to serve")
        self._versions: dict[str, Project] = {}
        self._before: frozenset[str] = frozenset()
        self.trouble: Trouble | None = None
        self._swap(loaded)

    def _swap(self, loaded: Loaded) -> None:
        self.current = loaded
        self._versions.update((project.version, project) for project in loaded.projects)
        self._look()

    @property
    def version(self) -> str:
        """What is served now, in one word."""
        return "+".join(project.version for project in self.current.projects)

    @property
    def languages(self) -> Iterable[str]:
        """The languages in which calls begin."""
        return (flow.language for flow in self.current.flows.values())

    def objection(self, loaded: Loaded) -> Trouble | None:
        """Why this must not be served, or ``None``."""
        if not loaded.projects:
            errors = sum(d.severity is Severity.ERROR for d in loaded.diagnostics)
            return Trouble("The files have mistakes. The last good version goes on serving.", errors)
        lost = sorted(self.current.flows.keys() - loaded.flows.keys())
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
        if any(project.version not in self._versions for project in loaded.projects):
            self._before = frozenset(project.version for project in self.current.projects)
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

    def answering(self, event: Event) -> Flow | None:
        """The flow for a new call: by the dialled number, for an outbound call by the number that it comes from.

        A flow that names the number is preferred to one that answers everything.
        """
        parties = event.parties
        numbers = (parties.caller, parties.called) if parties.direction == "outbound" else (parties.called,)
        anyone: Flow | None = None
        for number in numbers:
            for project in self.current.projects:
                flow = project.answering(number)
                if flow is not None and flow.numbers and not flow.answers_everything:
                    return flow
                anyone = anyone or flow
        return anyone

    def flow_of(self, session: Session) -> tuple[Flow | None, Session | None]:
        """The flow in which a waiting call goes on, and the session to go on with.

        The session is another one only where its version is gone, and ``None`` where the call must begin again; then
        the flow is the one of the same name, for an event that names no number.
        """
        project = self._versions.get(session.version)
        if project is not None and session.flow in project.flows:
            return project.flows[session.flow], session
        flow = self.current.flows.get(session.flow)
        if flow is None or not _still_stands(flow, session):
            return flow, None
        moved = session.fork()
        moved.version = flow.version
        return flow, moved


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
