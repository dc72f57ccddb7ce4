"""``callwright serve PATH``: answer the telephone platform over HTTP and WebSocket."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callwright.core.model import Flow

DEFAULT_TOKEN_ENV = "CALLWRIGHT_TOKEN"
DEFAULT_MANAGEMENT_TOKEN_ENV = "CALLWRIGHT_MANAGEMENT_TOKEN"
DEFAULT_EXTERNAL_TOKEN_ENV = "CALLWRIGHT_EXTERNAL_TOKEN"
LEVELS = ("debug", "info", "warning", "error")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "serve",
        help="answer the telephone platform over HTTP and WebSocket",
        description="Serve a flow, or a folder of them, to the telephone platform.",
    )
    parser.add_argument("path", metavar="PATH", nargs="+", help="a flow file, or a folder of flow files")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=_port, default=8080, help="port to listen on (default: 8080; 0: a free one)")
    parser.add_argument(
        "--store",
        default="sqlite:///calls.db",
        metavar="ADDRESS",
        help="where calls are kept: sqlite:///FILE or memory:// (default: sqlite:///calls.db)",
    )
    parser.add_argument(
        "--token-env",
        default=DEFAULT_TOKEN_ENV,
        metavar="NAME",
        help=f"environment variable that holds the platform's secret (default: {DEFAULT_TOKEN_ENV})",
    )
    parser.add_argument(
        "--management-token-env",
        default=DEFAULT_MANAGEMENT_TOKEN_ENV,
        metavar="NAME",
        help="environment variable that holds the secret of whoever looks at calls and interrupts them "
        f"(default: {DEFAULT_MANAGEMENT_TOKEN_ENV})",
    )
    parser.add_argument(
        "--external-url",
        metavar="URL",
        help="where the platform takes actions at any time, with {session_id} in it (default: nowhere)",
    )
    parser.add_argument(
        "--external-token-env",
        default=DEFAULT_EXTERNAL_TOKEN_ENV,
        metavar="NAME",
        help=f"environment variable that holds the secret for that (default: {DEFAULT_EXTERNAL_TOKEN_ENV})",
    )
    parser.add_argument("--log-level", choices=LEVELS, default="info", help="how much is logged (default: info)")
    parser.add_argument("--reload", action="store_true", help="take saved files for the next call")
    parser.set_defaults(run=run)


def _port(word: str) -> int:
    if not word.isascii() or not word.isdigit() or int(word) > 65535:
        raise argparse.ArgumentTypeError(f"{word!r} is not a port; use a number from 0 to 65535")
    return int(word)


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop. Returns 1 for flows with mistakes, 2 for wrong usage."""
    from callwright.runtime import log
    from callwright.runtime.auth import is_loopback_name
    from callwright.stores import StoreError

    token, management, external = (
        os.environ.get(name, "").strip() or None
        for name in (arguments.token_env, arguments.management_token_env, arguments.external_token_env)
    )
    if token is None and not is_loopback_name(arguments.host):
        return _wrong(
            f"--host {arguments.host} would answer other machines, and there is no token.",
            f"Set the environment variable {arguments.token_env} to the secret that the platform sends, "
            "or leave --host out to serve this machine only.",
        )
    if token is not None and token == management:
        return _wrong(
            f"{arguments.token_env} and {arguments.management_token_env} hold the same secret.",
            "Choose another one for each: the platform has no business at the calls' management, nor the reverse.",
        )
    if arguments.external_url is not None:
        from callwright.runtime.external import wrong_with

        problem = wrong_with(arguments.external_url)
        if problem is not None:
            return _wrong(*problem)
    if external is not None and not external.isprintable():
        return _wrong(
            f"The secret in {arguments.external_token_env} holds characters that cannot be sent.",
            "Write it on one line, without tabs.",
        )
    missing = [path for path in arguments.path if not Path(path).exists()]
    if missing:
        return _wrong(f"There is no file or folder {missing[0]}.", "Name a flow file, or a folder of flow files.")
    log.set_up(arguments.log_level, sys.stderr)
    try:
        return _serve(arguments, token, management, external)
    except StoreError as error:
        return _wrong(str(error))


def _serve(arguments: argparse.Namespace, token: str | None, management: str | None, external: str | None) -> int:
    from callwright.diagnostics import text
    from callwright.runtime.app import create_app
    from callwright.runtime.server import bind, make_server, settle
    from callwright.runtime.service import FlowError

    colours = sys.stderr.isatty()
    try:
        app = create_app(
            arguments.path,
            store=arguments.store,
            token=token,
            reload=arguments.reload,
            management_token=management,
            external_url=arguments.external_url,
            external_token=external,
        )
    except FlowError as error:
        print(text.render(error.loaded.diagnostics, error.loaded.sources, colours=colours), file=sys.stderr)
        print("callwright: nothing is served until this is mended", file=sys.stderr)
        return 1
    loaded = app.state.service.catalog.current
    if loaded.diagnostics:
        print(text.render(loaded.diagnostics, loaded.sources, colours=colours), file=sys.stderr)
    store = app.state.service.open_store()
    try:
        sockets = bind(arguments.host, arguments.port)
    except OSError as error:
        store.close()
        other = 8090 if arguments.port != 8090 else 8091
        return _wrong(
            f"Cannot listen on {arguments.host} port {arguments.port}: {error.strerror or error}.",
            "Something else may be serving there: end it, or choose another port: "
            f"--port {other}, or with make: make serve PORT={other}",
        )
    settle()
    _welcome(arguments, sockets[0].getsockname()[1], loaded.flows, token, management, external)
    lacking = app.state.service.missing()
    if lacking:
        print(
            f"callwright: warning: services of these flows need {', '.join(lacking)}, which the environment lacks.\n"
            "  Set them and start again; until then those services are not asked (if_fails: refused).",
            file=sys.stderr,
        )
    make_server(app, arguments.host, arguments.port).run(sockets=sockets)
    return 0


def _welcome(
    arguments: argparse.Namespace,
    port: int,
    flows: Mapping[str, Flow],
    token: str | None,
    management: str | None,
    external: str | None,
) -> None:
    host = arguments.host if arguments.host not in ("0.0.0.0", "::", "") else "127.0.0.1"  # noqa: S104  to be shown
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    names = sorted(flows)
    several = ", ".join(names) if len(names) < 6 else f"{', '.join(names[:5])} and {len(names) - 5} more"
    guarded = "the token is checked" if token else f"no token in {arguments.token_env}, so this machine only"
    print(f"Serving {several} ({guarded}; calls are kept in {arguments.store})")
    print(f"  webhook    http://{where}/webhook")
    print(f"  websocket  ws://{where}/websocket")
    name = arguments.management_token_env
    managed = f"with the secret in {name}" if management else f"no secret in {name}, so this machine only"
    print(f"  calls      http://{where}/calls/ID ({managed})")
    if arguments.external_url:
        unsaid = "" if external else f" (no secret in {arguments.external_token_env}, so none is shown there)"
        print(f"  speaks first through {arguments.external_url.partition('?')[0]}{unsaid}")
    secret = f' -H "X-API-TOKEN: ${arguments.token_env}"' if token else ""
    numbers = [number for name in names for number in flows[name].numbers]
    session = f'{{"id":"try-1","to_phone_number":"{numbers[0] if numbers else "49211555000"}"}}'
    print(f'Try it:  curl -s http://{where}/webhook{secret} -d \'{{"type":"session_start","session":{session}}}\'')
    sys.stdout.flush()


def _wrong(message: str, mend: str = "") -> int:
    print(f"callwright: {message}", file=sys.stderr)
    if mend:
        print(f"  {mend}", file=sys.stderr)
    return 2
