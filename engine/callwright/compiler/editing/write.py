"""Writing a file anew so that it is never half written and nothing that somebody else wrote meanwhile is lost."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


class NotWrittenError(Exception):
    """The file was left as it is; the text says why, and what to do."""


def write(path: Path, data: bytes, *, expected: bytes) -> None:
    """Put ``data`` in place of ``expected``, all at once; the file keeps its rights and its owner.

    Raises ``NotWrittenError`` where that cannot be done, or where the file no longer holds what was expected.
    """
    if path.is_symlink():
        raise NotWrittenError(f"it is a link to {os.readlink(path)}: name that file instead")
    try:
        if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise NotWrittenError("you may not write to it: permission denied")
        kept = path.stat()
        handle, name = tempfile.mkstemp(prefix=".callwright-", dir=path.parent)
    except OSError as error:
        raise NotWrittenError(_why(error)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, kept.st_mode & 0o7777)
        with suppress(OSError, AttributeError):
            os.chown(name, kept.st_uid, kept.st_gid)
        if path.read_bytes() != expected:
            raise NotWrittenError("somebody changed it meanwhile: run the command again")
        os.replace(name, path)
    except OSError as error:
        raise NotWrittenError(_why(error)) from error
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _why(error: OSError) -> str:
    why = error.strerror or str(error)
    return f"{why[:1].lower()}{why[1:]}"
