"""Where a command puts what it makes: told in words before anything is done, where it cannot be put there."""

from __future__ import annotations

from pathlib import Path


def must_be_writable(option: str, name: str) -> None:
    """Raise ``UsageError`` where nothing can be put into the file of this name."""
    from callwright.cli.target import UsageError

    path = Path(name)
    if not name or path.is_dir():
        example = path / "call.jsonl"
        raise UsageError(f'{option} "{name}" is no file; name one in it: {option} {example}')
    if not path.parent.is_dir():
        mend = f"make it first (mkdir -p {path.parent}), or write {option} {path.name}"
        raise UsageError(f'there is no folder "{path.parent}" to put {path.name} in; {mend}')


def write_text(option: str, name: str, text: str) -> None:
    """Put text into a file. Raises ``UsageError`` where that fails."""
    write_bytes(option, name, text.encode())


def write_bytes(option: str, name: str, data: bytes) -> None:
    """Put bytes into a file. Raises ``UsageError`` where that fails."""
    from callwright.cli.target import UsageError

    try:
        Path(name).write_bytes(data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{option} {name} cannot be written: {reason}") from error
