"""``python -m tests.audit``: looks for known holes in what callwright is made of, with pip-audit.

Theory of operation. pip-audit asks a database of advisories about each package that is installed. Its answer is one of
three: there are holes (exit 1, and each is named with the version that mends it); there are none (exit 0); or nobody
could say, because the database was not reached or knows none of the packages, as behind a mirror. That is no proof of
anything, so it says so aloud: on a desk it ends well all the same, and where ``CALLWRIGHT_REQUIRE`` has the word
``audit`` it fails.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any, NamedTuple

SECONDS = 600


class Verdict(NamedTuple):
    """How the program ends, and what it says."""

    code: int
    said: str


def verdict(printed: str, complaint: str = "", *, required: bool = False) -> Verdict:
    """What pip-audit's JSON means; ``complaint`` is what it wrote beside it."""
    try:
        packages: list[dict[str, Any]] = json.loads(printed)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = complaint.strip().splitlines()[-1:] or ["it said nothing"]
        return _unknown(f"pip-audit could not ask: {last[0][:300]}", required)
    asked = [package for package in packages if "skip_reason" not in package]
    holes = [(package, hole) for package in asked for hole in package.get("vulns", ())]
    if holes:
        lines = [
            f"  {package['name']} {package['version']}: {hole['id']}; mended in "
            f"{', '.join(hole.get('fix_versions', ())) or 'no version yet'}"
            for package, hole in holes
        ]
        return Verdict(1, "\n".join(["Known holes:", *lines, "Take newer versions: pip install --upgrade …"]))
    skipped = len(packages) - len(asked)
    if not asked or skipped > len(asked):
        return _unknown(f"the database knows {len(asked)} of {len(packages)} packages", required)
    more = f"; {skipped} are not in the database" if skipped else ""
    return Verdict(0, f"No known hole in {len(asked)} packages{more}.")


def _unknown(found: str, required: bool) -> Verdict:
    ending = "This fails, because CALLWRIGHT_REQUIRE asks for it." if required else "Try again where it is reached."
    return Verdict(int(required), f"Nothing was checked: {found}. {ending}")


def main() -> int:
    """Ask, and say what came of it."""
    command = [sys.executable, "-m", "pip_audit", "--skip-editable", "--progress-spinner", "off", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    required = "audit" in os.environ.get("CALLWRIGHT_REQUIRE", "").replace(",", " ").split()
    found = verdict(done.stdout, done.stderr, required=required)
    print(found.said)
    return found.code


if __name__ == "__main__":
    sys.exit(main())
