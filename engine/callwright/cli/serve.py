"""``callwright serve PATH``: answer the telephone platform over HTTP and WebSocket."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from socket import gaierror, socket
from typing import TYPE_CHECKING

from callwright.cli.serving import GROUPS, WrongUsage, tokens
from callwright.cli.store_option import add_store

if TYPE_CHECKING:
    from callwright.core.model import Flow
    from callwright.runtime.settings import Settings

LEVELS = ("debug", "info", "warning", "error")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "serve",
        help="answer the telephone platform over HTTP and WebSocket",
        description="Serve a flow, or a folder of them, to the telephone platform.",
        epilog=(
            "Exit code: 0 it was told to stop, 1 the flows have mistakes (they are printed), 2 wrong usage, or the "
            "store cannot be used, 130 Ctrl-C."
        ),
    )
    parser.add_argument("path", metavar="PATH", nargs="*", help="a flow file, or a folder of flow files")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=_port, default=8080, help="port to listen on (default: 8080; 0: a free one)")
    add_store(parser, "where calls are kept: sqlite:///FILE, redis://HOST or memory://")
    for group in GROUPS:
        group.add(parser)
    parser.add_argument("--log-level", choices=LEVELS, default="info", help="how much is logged (default: info)")
    parser.set_defaults(run=run)


def _port(word: str) -> int:
    if not word.isascii() or not word.isdigit() or int(word) > 65535:
        raise argparse.ArgumentTypeError(f"{word!r} is not a port; use a number from 0 to 65535")
    return int(word)


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop. Returns 1 for flows with mistakes, 2 for wrong usage."""
    from callwright.runtime import log, signals
    from callwright.runtime.aliases import AliasError
    from callwright.runtime.settings import Settings
    from callwright.stores import StoreError

    try:
        fields: dict[str, object] = {}
        for group in GROUPS:
            fields |= group.read(arguments)
        missing = [path for path in arguments.path if not Path(path).exists()]
        if missing:
            raise WrongUsage(
                f"There is no file or folder {missing[0]}.", "Name a flow file, or a folder of flow files."
            )
        log.set_up(arguments.log_level, sys.stderr)
        with signals.remembered(*signals.END):
            return _serve(arguments, Settings(**fields))  # type: ignore[arg-type]  # each group knows its fields
    except WrongUsage as wrong:
        return _wrong(wrong.message, wrong.mend)
    except AliasError as wrong:
        return _wrong(str(wrong), wrong.mend)
    except StoreError as error:
        return _wrong(str(error))


def _serve(arguments: argparse.Namespace, settings: Settings) -> int:
    from callwright.diagnostics import text
    from callwright.runtime import signals
    from callwright.runtime.app import app_of
    from callwright.runtime.server import leave_no_dumps, make_server, settle
    from callwright.runtime.service import FlowError
    from callwright.runtime.workers import Supervisor

    colours = sys.stderr.isatty()
    try:
        app = app_of([Path(path) for path in arguments.path], arguments.store, settings)
    except FlowError as error:
        print(text.render(error.loaded.diagnostics, error.loaded.sources, colours=colours), file=sys.stderr)
        print("callwright: nothing is served until this is mended", file=sys.stderr)
        return 1
    if told := signals.came():
        return 130 if told == signals.END[0] else 0
    loaded = app.state.service.catalog.current
    if loaded.diagnostics:
        print(text.render(loaded.diagnostics, loaded.sources, colours=colours), file=sys.stderr)
    store = app.state.service.open_store()
    sockets, management = list[socket](), list[socket]()
    try:
        other = 8090 if arguments.port != 8090 else 8092
        mend = f"--port {other}, or with make: make serve PORT={other}"
        sockets = _listen(arguments.host, arguments.port, mend)
        if settings.management is not None:
            host, port = settings.management
            mend = f"--management {host}:{port + 100 if port < 65000 else 8081}, or --management off"
            management = _listen(host, port, mend, " to manage calls")
    except WrongUsage:
        for one in sockets:
            one.close()
        store.close()
        raise
    settle()
    leave_no_dumps()
    managed = management[0].getsockname()[1] if management else 0
    _welcome(arguments, sockets[0].getsockname()[1], managed, loaded.flows, settings)
    lacking = app.state.service.missing()
    if lacking:
        print(
            f"callwright: warning: services of these flows need {', '.join(lacking)}, which the environment lacks.\n"
            "  Set them and start again; until then those services are not asked (if_fails: refused).",
            file=sys.stderr,
        )

    def answer(begun: Callable[[], None] = lambda: None) -> int:
        server = make_server(app, arguments.host, arguments.port, management)
        server.when_begun.append(begun)
        server.run(sockets=sockets)
        return 130 if signals.END[0] in server.told else 0

    if settings.workers == 1:
        return answer()
    app.state.service.close_store()
    return Supervisor(settings.workers, answer, app.state.service.renew, [*sockets, *management]).run()


def _listen(host: str, port: int, mend: str, why: str = "") -> list[socket]:
    from callwright.runtime.server import bind

    try:
        return bind(host, port)
    except OSError as error:
        raise WrongUsage(
            f"Cannot listen on {host} port {port}{why}: {error.strerror or error}.", _remedy(error, mend)
        ) from error


def _remedy(error: OSError, another: str) -> str:
    if error.errno == errno.EACCES:
        return f"Ports below 1024 are for the system alone: choose another one: {another}"
    if isinstance(error, gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return "This machine has no such address: 127.0.0.1 is for this machine only, 0.0.0.0 for all of its addresses."
    return f"Something else may be serving there: end it, or choose another port: {another}"


def _shown(host: str, port: int) -> str:
    host = host if host not in ("0.0.0.0", "::", "") else "127.0.0.1"  # noqa: S104  to be shown
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _welcome(
    arguments: argparse.Namespace, port: int, managed: int, flows: Mapping[str, Flow], settings: Settings
) -> None:
    from callwright.stores import hidden

    token = settings.token
    where = _shown(arguments.host, port)
    names = sorted(flows)
    several = ", ".join(names) if len(names) < 6 else f"{', '.join(names[:5])} and {len(names) - 5} more"
    guarded = "the token is checked" if token else f"no token in {arguments.token_env}, so this machine only"
    print(f"Serving {several} ({guarded}; calls are kept in {hidden(arguments.store)})")
    print(f"  webhook    http://{where}/webhook")
    print(f"  websocket  ws://{where}/websocket")
    if settings.management is not None:
        name = tokens.source(arguments, "management-token")
        how = (
            f"with the secret in {name}" if settings.management_token else f"no secret in {name}, so this machine only"
        )
        print(f"  calls      http://{_shown(settings.management[0], managed)}/calls/ID ({how})")
    if arguments.external_url:
        unsaid = (
            "" if settings.external_token else f" (no secret in {arguments.external_token_env}, so none is shown there)"
        )
        print(f"  speaks first through {arguments.external_url.partition('?')[0]}{unsaid}")
    shown = f"$(head -n 1 {arguments.token_file})" if arguments.token_file else f"${arguments.token_env}"
    headers = f' -H "X-API-TOKEN: {shown}"' if token else ""
    headers += ' -H "Content-Type: application/json"'
    numbers = [number for name in names for number in flows[name].numbers]
    session = f'{{"id":"try-1","to_phone_number":"{numbers[0] if numbers else "49211555000"}"}}'
    print(f'Try it:  curl -s http://{where}/webhook{headers} -d \'{{"type":"session_start","session":{session}}}\'')
    sys.stdout.flush()


def _wrong(message: str, mend: str = "") -> int:
    print(f"callwright: {message}", file=sys.stderr)
    if mend:
        print(f"  {mend}", file=sys.stderr)
    return 2
