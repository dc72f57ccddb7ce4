"""Several workers of one machine, one sum."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from callwright.runtime.counts import Counts
from callwright.runtime.shared_counts import SharedCounts

WORKER = """
import sys
from pathlib import Path
from callwright.runtime.counts import Counts
from callwright.runtime.shared_counts import SharedCounts
counts = Counts()
counts.turns.add("Key", by=5)
counts.sockets.set(3)
shared = SharedCounts(Path(sys.argv[1]))
shared.write(counts.snapshot())
print("ready", flush=True)
sys.stdin.read()
"""


def worker(folder: Path, turns: int, sockets: int = 0) -> SharedCounts:
    shared = SharedCounts(folder)
    counts = Counts()
    counts.turns.add("Key", by=turns)
    counts.sockets.set(sockets)
    shared.write(counts.snapshot())
    return shared


def seen(asked: SharedCounts) -> tuple[float, float, int]:
    """The turns of the others, their open sockets, and how many of them are alive."""
    total = Counts()
    alive = asked.others(total)
    return total.turns.values.get(("Key",), 0), total.sockets.values.get((), 0), alive


def test_everybody_sees_everybody_else(tmp_path: Path) -> None:
    """Any worker can give the sum."""
    workers = [worker(tmp_path, 10**number, number) for number in range(3)]
    assert [seen(each) for each in workers] == [(110, 3, 2), (101, 2, 2), (11, 1, 2)]
    for each in workers:
        each.close()


def test_a_worker_that_is_killed_counts_on(tmp_path: Path) -> None:
    """Its counters stay, whoever asks and however often; its gauges go, and so do its files."""
    first, second = worker(tmp_path, 1), worker(tmp_path, 2)
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stdout.readline() == b"ready\n"
    assert seen(first) == (7, 3, 2)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(20)
    process.stdin.close()
    process.stdout.close()
    for _ in range(2):
        assert seen(first) == (7, 0, 1)
        assert seen(second) == (6, 0, 1)
    assert not list(tmp_path.glob(f"{process.pid}-*"))
    first.close()
    second.close()


def test_all_that_died_are_one_file(tmp_path: Path) -> None:
    """However often workers are replaced, the sum is right and the folder stays small."""
    asked = worker(tmp_path, 0)
    for number in range(1, 20):
        worker(tmp_path, 1).close()
        assert seen(asked)[0] == number
    assert len(list(tmp_path.iterdir())) <= 4
    asked.close()


def test_one_that_could_not_be_removed_counts_once(tmp_path: Path) -> None:
    """Who dies between adding up and removing leaves a file that is among the dead already."""
    asked, dead = worker(tmp_path, 0), worker(tmp_path, 4)
    dead.close()
    left = {path: path.read_bytes() for path in tmp_path.iterdir() if path.suffix in (".counts", ".alive")}
    assert seen(asked)[0] == 4
    for path, content in left.items():
        if not path.exists():
            path.write_bytes(content)
    assert seen(asked)[0] == 4
    asked.close()


def test_what_is_no_file_of_ours_is_nothing(tmp_path: Path) -> None:
    """Torn or strange files trouble nobody."""
    asked = worker(tmp_path, 1)
    for name, content in (("a", b""), ("b", b"{"), ("c", b"[1]"), ("d", b'{"callwright_turns_total": []}')):
        (tmp_path / f"{name}.alive").touch()
        (tmp_path / f"{name}.counts").write_bytes(content)
    assert seen(asked) == (0, 0, 0)
    asked.close()
