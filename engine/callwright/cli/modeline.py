"""The line at the top of a file that tells an editor by which schema to help with it.

    # yaml-language-server: $schema=../.callwright/flow.schema.json

It is a comment, so it changes nothing else. A file that has such a line, in whatever form editors know, keeps it.
"""

from __future__ import annotations

import re

BOM = b"\xef\xbb\xbf"

_COMMENT = re.compile(r"#\s+(?:yaml-language-server\s*:|\$schema:).*")
_SCHEMA = re.compile(r"\$schema(?:=|:\s*)(\S+)")
_KEY = re.compile(r"^[\"']?\$schema[\"']?[ \t]*:[ \t]*[\"']?([^\s\"']+)", re.MULTILINE)
_LINE_END = re.compile(rb"\r\n|\n|\r")
_ANY_LINE_END = re.compile(r"\r\n|\r")


def schema_named(data: bytes) -> str:
    """The schema that a file names for editors, as written there; empty if it names none.

    Raises ``UnicodeDecodeError`` for a file that is not UTF-8.
    """
    text = _ANY_LINE_END.sub("\n", data.decode("utf-8-sig"))
    for line in text.split("\n"):
        if line.strip() and not line.startswith(("#", "%", "---")):
            break  # below the first line of content it is a comment like any other
        if _COMMENT.match(line) and (found := _SCHEMA.search(line)):
            return found[1]
    found = _KEY.search(text)
    return found[1] if found else ""


def with_schema(data: bytes, schema: str) -> bytes:
    """The file with a first line that names ``schema``, a path from the file; every other byte is as it was."""
    mark, text = (BOM, data[len(BOM) :]) if data.startswith(BOM) else (b"", data)
    end = _LINE_END.search(text)
    return mark + f"# yaml-language-server: $schema={schema}".encode() + (end[0] if end else b"\n") + text
