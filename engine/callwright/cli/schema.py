"""``callwright schema``: the description of the language that editors read, printed or put into a project.

``--write`` copies the schemas into the folder ``.callwright``, names them in the first line of each flow and each test
script, and adds what is missing to the settings of Visual Studio Code. It may be run again at any time: what is there
stays as it is, and the schemas are brought up to date.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from callwright.cli.modeline import BOM, schema_named, with_schema
from callwright.resources import schema_text

SCHEMAS = {kind: f".callwright/{kind}.schema.json" for kind in ("flow", "test")}
"""Where a project keeps the schema of each kind of file, by the kind."""

SETTINGS, EXTENSIONS = ".vscode/settings.json", ".vscode/extensions.json"

NEEDED = ("[yaml]",)
"""What an editor needs of the settings of a new project; the others are for a project that has nothing else."""

_AT_THE_MARGIN = {
    "flow": re.compile(rb"^[\"']?(?:flow|states)[\"']?[ \t]*:", re.MULTILINE),
    "test": re.compile(rb"^[\"']?tests[\"']?[ \t]*:", re.MULTILINE),
}
"""Keys by which a file is known, also while nothing else in it can be read."""


class Done(NamedTuple):
    """What became of one file. ``well`` is false where it could not be done."""

    file: str
    said: str
    well: bool = True


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "schema",
        help="put what an editor needs into a project",
        description="Print the schema of the language, which editors read, or put it into a project.",
        epilog="Exit code: 0 well, 2 something could not be written.",
    )
    parser.add_argument("--tests", action="store_true", help="the schema of test scripts instead of that of flows")
    parser.add_argument(
        "--write",
        metavar="FOLDER",
        nargs="?",
        const=".",
        help="write the schemas, the line that names them in each file, and settings for VS Code; here, or into FOLDER",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a schema, or write what a project needs. Returns 0, or 2 where something could not be done."""
    if arguments.write is None:
        sys.stdout.write(schema_text("test" if arguments.tests else "flow"))
        return 0
    folder = Path(arguments.write)
    if not folder.is_dir():
        what = "is a file" if folder.exists() else "is not there"
        print(f'callwright schema: the folder "{folder}" {what}. Nothing was written.', file=sys.stderr)
        return 2
    try:
        done = list(_write(folder))
    except OSError as error:
        print(f'callwright schema: "{error.filename}" cannot be read: {_why(error)}.', file=sys.stderr)
        return 2
    for one in done:
        print(f"{one.file}: {one.said}", file=sys.stdout if one.well else sys.stderr)
    return 0 if all(one.well for one in done) else 2


def _write(folder: Path) -> Iterator[Done]:
    found = _files(folder)
    for kind, place in SCHEMAS.items():
        yield _copied(folder, place, schema_text(kind).encode())
    starter = files("callwright") / "starter"
    whole = json.loads((starter / "settings.json").read_text("utf-8"))
    settings = {**_associations(folder, found), **{name: whole[name] for name in NEEDED}}
    yield _settled(folder, settings)
    if not (folder / EXTENSIONS).exists():
        yield _copied(folder, EXTENSIONS, (starter / "extensions.json").read_bytes())
    for file, kind in found.items():
        yield _named(folder, file, kind)
    if not found:
        yield Done(str(folder), 'there is no flow in this folder yet: a flow is a YAML file with "states:"')


def _files(folder: Path) -> dict[Path, str]:
    """The flows and test scripts of a folder, each with its kind; what a flow includes counts as one."""
    from callwright.compiler.compile import files_below
    from callwright.compiler.workspace import Workspace

    found = {Path(name): "flow" for name in Workspace(folder).check().documents}
    for file in files_below(folder.absolute()):
        kind = "test" if file.name.endswith((".test.yaml", ".test.yml")) else "flow"
        if file.name.endswith((".yaml", ".yml")) and file.is_file() and _AT_THE_MARGIN[kind].search(_lines(file)):
            found[file] = kind
    return {file: found[file] for file in sorted(found) if file.is_file()}


def _lines(file: Path) -> bytes:
    return file.read_bytes().replace(b"\r", b"\n").replace(b"\0", b"").removeprefix(BOM)


def _associations(folder: Path, found: dict[Path, str]) -> dict[str, Any]:
    """The setting that helps with a new file before it names its schema, in each folder that has files of the kind."""
    patterns: dict[str, list[str]] = {f"./{place}": [] for place in SCHEMAS.values()}
    for file, kind in found.items():
        below = file.parent.relative_to(folder.absolute()).as_posix()
        pattern = f"{below}/*{'.test' if kind == 'test' else ''}.yaml"
        known = patterns[f"./{SCHEMAS[kind]}"]
        if below != "." and pattern not in known:  # at the top lie the files of other tools
            known.append(pattern)
    made = {schema: [*known, *_NOT[schema]] for schema, known in patterns.items() if known}
    return {"yaml.schemas": made} if made else {}


_NOT = {f"./{SCHEMAS['flow']}": ["!**/*.test.yaml"], f"./{SCHEMAS['test']}": []}
"""What a pattern for one kind of file must leave to the other."""


def _copied(folder: Path, place: str, data: bytes) -> Done:
    path = folder / place
    there = path.read_bytes() if path.is_file() else None
    if there == data:
        return Done(place, "is up to date")
    return _put(path, place, data, "written" if there is None else "brought up to date")


def _settled(folder: Path, wanted: dict[str, Any]) -> Done:
    """Add what is missing to the settings of Visual Studio Code."""
    from callwright.cli.editor_settings import NotReadableError, merged

    path = folder / SETTINGS
    if not path.exists():
        return _put(path, SETTINGS, (json.dumps(wanted, indent=2) + "\n").encode(), "written")
    try:
        text = path.read_bytes().decode("utf-8")
        mark = text[:1] if text.startswith("\ufeff") else ""
        made = merged(text.removeprefix(mark), wanted)
    except (NotReadableError, UnicodeDecodeError):
        add = json.dumps(wanted, indent=2)
        return Done(SETTINGS, f"cannot be read as JSON, so it was left as it is. Put this into it:\n{add}", False)
    own = f"; as you set it: {', '.join(made.kept)}" if made.kept else ""
    if not made.added:
        return Done(SETTINGS, f"has all that is needed{own}")
    return _put(path, SETTINGS, (mark + made.text).encode(), f"added {', '.join(made.added)}{own}")


def _named(folder: Path, file: Path, kind: str) -> Done:
    """Name the schema in the first line of a file that names none."""
    shown = file.relative_to(folder.absolute()).as_posix()
    schema = Path(os.path.relpath(folder.absolute() / SCHEMAS[kind], file.parent)).as_posix()
    try:
        data = file.read_bytes()
        named = schema_named(data)
    except UnicodeDecodeError:
        return Done(shown, "is not UTF-8, so nothing was changed in it. Save it as UTF-8, and try again.", False)
    if not named:
        return _put(file, shown, with_schema(data, schema), f"its first line names the schema now: {schema}")
    if "://" not in named and not (file.parent / named).is_file():
        mend = f"Delete that line and try again, or write {schema} there."
        return Done(shown, f"names a schema that is not there: {named}. {mend}", False)
    return Done(shown, "names its schema")


def _put(path: Path, shown: str, data: bytes, said: str) -> Done:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        return Done(shown, f"cannot be written: {_why(error)}.", False)
    return Done(shown, said)


def _why(error: OSError) -> str:
    why = error.strerror or str(error)
    return why[:1].lower() + why[1:]
