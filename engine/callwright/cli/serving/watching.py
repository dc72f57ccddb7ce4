"""What is seen of the calls."""

from __future__ import annotations

import argparse
import atexit
import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from callwright.cli.serving.usage import WrongUsage


def add(parser: argparse.ArgumentParser) -> None:
    """See ``Group.add``."""
    parser.add_argument(
        "--traces",
        action="store_true",
        help="send a trace of each call to a collector of OpenTelemetry: to OTEL_EXPORTER_OTLP_ENDPOINT, or to this "
        "machine's (default: only if that variable is set)",
    )


def read(arguments: argparse.Namespace) -> dict[str, Any]:
    """See ``Group.read``."""
    if arguments.traces and not _can_trace():
        raise WrongUsage(
            "--traces needs packages that are not installed.",
            "Install them with: pip install 'callwright[otel]'",
        )
    if arguments.traces and os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true":
        raise WrongUsage(
            "--traces asks for traces, and OTEL_SDK_DISABLED=true in the environment forbids them.",
            "Leave one of the two out.",
        )
    return {"traces": arguments.traces, "counts": _folder() if arguments.workers > 1 else None}


def _folder() -> Path:
    """A folder for what the workers count, in memory where that is possible. It is removed when this process ends."""
    for place in ("/dev/shm", None):  # noqa: S108  nobody else can read what mkdtemp makes
        try:
            folder = tempfile.mkdtemp(prefix="callwright-", dir=place)
        except OSError:
            continue
        atexit.register(_remove, folder, os.getpid())
        return Path(folder)
    raise WrongUsage(
        "There is no folder in which several workers could add up what they count.",
        "Set TMPDIR to a folder that can be written, or serve with one worker.",
    )


def _remove(folder: str, maker: int) -> None:
    if os.getpid() == maker:  # a worker is forked, and ends like its maker
        shutil.rmtree(folder, ignore_errors=True)


def _can_trace() -> bool:
    try:
        return find_spec("opentelemetry.sdk.trace") is not None and (
            find_spec("opentelemetry.exporter.otlp.proto.http") is not None
        )
    except ModuleNotFoundError:
        return False
