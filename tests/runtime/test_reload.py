"""A save is live for the next call, over a running service with calls under way."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from callwright.core.model import Flow
from callwright.runtime.app import create_app
from callwright.stores.sqlite import SqliteStore
from tests.docs.pages import ROOT
from tests.runtime.reloading import LARGE, Line, version, watched
from tests.runtime.serving import FLOW, serving

LIVE = "the saved flows are live for the next call"


def _write(path: Path, text: str) -> None:
    path.write_text(text)


def _rename(path: Path, text: str) -> None:
    new = path.with_suffix(".yaml.new")
    new.write_text(text)
    new.replace(path)


def _remove_first(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text)


def _vim(path: Path, text: str) -> None:
    (path.parent / "4913").write_text("")
    (path.parent / "4913").unlink()
    (path.parent / f".{path.name}.swp").write_bytes(b"b0VIM 9.0")
    path.rename(path.with_name(path.name + "~"))
    path.write_text(text)
    path.with_name(path.name + "~").unlink()
    (path.parent / f".{path.name}.swp").unlink()


def _in_halves(path: Path, text: str) -> None:
    with path.open("w") as file:
        file.write(text[: len(text) // 2])
        file.flush()
        time.sleep(0.3)  # the pause of whoever writes, and no synchronisation
        file.write(text[len(text) // 2 :])


def _empty_first(path: Path, text: str) -> None:
    path.write_text("")
    time.sleep(0.3)  # the same
    path.write_text(text)


def lines(caplog: pytest.LogCaptureFixture, message: str) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.getMessage() == message]


@pytest.mark.parametrize("save", [_write, _rename, _remove_first, _vim, _in_halves, _empty_first])
def test_a_save_is_live_for_the_next_call_only(
    flows: Path, save: Callable[[Path, str], None], caplog: pytest.LogCaptureFixture
) -> None:
    """However an editor saves: a new call hears the new text, a call in progress what it began with; no false alarm."""
    with caplog.at_level(logging.INFO, "callwright"), watched(flows) as line:
        line.begin("old")
        before = line.flows()["version"]
        save(flows / "hotline.yaml", version(2))
        line.another(before)
        line.begin("new")
        assert "version 2" in line.hours("new")
        assert "nine to six" in line.hours("old")
        assert line.health()["status"] == "ok"
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_text(FLOW.replace("go_to: welcome", "go_to: welcom")),
        lambda path: path.write_text("states: ["),
        lambda path: path.write_text(""),
        lambda path: path.write_bytes(b"\xff\xfe\x00"),
        lambda path: path.unlink(),
        lambda path: path.rename(path.with_name("hotline.bak")),
        lambda path: path.rename(path.with_name("other.yaml")),
        _directory,
    ],
)
def test_what_cannot_be_served_leaves_the_last_good_version(flows: Path, spoil: Callable[[Path], object]) -> None:
    """Broken, half, empty, no text, deleted, renamed: calls go on, both pages say so, and mending heals it."""
    path = flows / "hotline.yaml"
    (flows / "second.yaml").write_text(FLOW.replace("flow: hotline", 'flow: second\nnumbers: ["499"]'))
    path.write_text(FLOW.replace("flow: hotline\n", "answers: everything\n"))
    with watched(flows) as line:
        line.begin("old")
        good = line.flows()["version"]
        spoil(path)
        assert line.trouble()["errors"] >= 1
        assert line.health()["status"] == "degraded"
        assert line.flows()["version"] == good
        line.begin("new")
        assert "nine to six" in line.hours("new")
        assert "nine to six" in line.hours("old")
        for file in (*flows.glob("other.yaml"), *([path] if path.is_dir() else [])):
            file.rmdir() if file.is_dir() else file.unlink()
        path.write_text(version(3).replace("flow: hotline\n", "answers: everything\n"))
        line.another(good)
        line.begin("healed")
        assert "version 3" in line.hours("healed")
        assert line.health()["status"] == "ok"


NOBODY = 65534


@contextmanager
def not_as_root(*owned: Path) -> Iterator[None]:
    """Nothing is locked for root, so whoever runs the tests as root is nobody in the meantime."""
    root = os.geteuid() == 0
    if root:
        for path in owned:
            os.chown(path, NOBODY, -1)
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_file_that_may_not_be_read_any_more() -> None:
    """``chmod 000``, of the file or its folder: the last good version serves, and the page says what is locked."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "flows"
        folder.mkdir()
        file = folder / "hotline.yaml"
        Path(made).chmod(0o755)
        file.write_text(FLOW)
        with watched(folder) as line:
            line.begin("old")
            file.write_text("states: [")  # whatever a mistake needs is imported by somebody who may read it
            line.trouble()
            file.write_text(FLOW)
            line.until(lambda found: "trouble" not in found)
            with not_as_root(file, folder):
                for locked, mode in ((file, 0o644), (folder, 0o755)):
                    locked.chmod(0)
                    (found,) = line.trouble()["diagnostics"]
                    locked.chmod(mode)
                    assert found["file"] == str(locked)
                    line.until(lambda found: "trouble" not in found)
            assert "nine to six" in line.hours("old")


def test_the_mistakes_of_a_save_are_shown(
    flows: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """The terminal and ``GET /flows`` show file, line, column, message and mend; the log, that the old one serves."""
    with caplog.at_level(logging.ERROR, "callwright"), watched(flows) as line:
        (flows / "hotline.yaml").write_text(FLOW.replace("billing: billing\n", "billing: biling\n"))
        (found,) = line.trouble()["diagnostics"]
    assert found["file"].endswith("hotline.yaml")
    assert (found["line"], found["column"], found["severity"]) == (21, 16, "error")
    assert "biling" in found["message"]
    assert "billing" in found["help"]
    shown = capsys.readouterr().err
    assert "hotline.yaml:21:16" in shown
    assert "biling" in shown
    assert "Traceback" not in shown
    assert any("last good version" in record.getMessage() for record in caplog.records)


def test_a_save_is_live_soon(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """From the save to serving it takes less than 300 ms for the flow of a real hotline."""
    shutil.copytree(ROOT / "flows" / "shared", tmp_path / "shared")
    text = (ROOT / "flows" / "customer-hotline.yaml").read_text()
    (tmp_path / "hotline.yaml").write_text(text)
    took: list[float] = []
    with caplog.at_level(logging.INFO, "callwright"), watched(tmp_path) as line:
        served = line.flows()["version"]
        for n in range(5):
            began = time.monotonic()
            (tmp_path / "hotline.yaml").write_text(text.replace("Fernway", f"Fernway {n}"))
            served = line.another(served)
            took.append(time.monotonic() - began)
    assert len(lines(caplog, LIVE)) == 5
    assert min(took) < 0.3
    if LARGE:
        assert statistics.median(took) < 0.3


def many(folder: Path, number: int, what: object, only: Iterable[int] | None = None) -> None:
    """Flows that all say the same."""
    for n in range(number) if only is None else only:
        (folder / f"flow-{n}.yaml").write_text(
            version(what).replace("flow: hotline", f'flow: flow-{n}\nnumbers: ["+4921112{345 + n}"]')
        )


def said(line: Line) -> set[str]:
    """Every version of the text that the flows which are served now say."""
    flows = line.service.catalog.current.flows.values()
    return {flow.states["hours"].prompts[0].texts[""][0].source for flow in flows}


def test_a_directory_of_many_flows(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """One save among them is live soon: what did not change is not compiled again."""
    number = 200 if LARGE else 20
    many(tmp_path, number, 1)
    with caplog.at_level(logging.INFO, "callwright"), watched(tmp_path) as line:
        before = line.service.catalog.current.flows
        served = line.flows()["version"]
        many(tmp_path, number, 2, only=[number // 2])
        line.another(served)
        after = line.service.catalog.current.flows
        assert len(after) == number
        changed = [name for name in after if after[name].states is not before[name].states]
        assert changed == [f"flow-{number // 2}"]
    (note,) = lines(caplog, LIVE)
    if LARGE:
        assert note.__dict__["fields"]["ms"] < 1_000


def _git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, timeout=60)


def test_a_checkout_of_many_files_is_one_reload(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """``git checkout`` of 50 files leads from one consistent set to the other, and never to half of both."""
    folder = tmp_path / "flows"
    folder.mkdir()
    _git(tmp_path, "init")
    for what in ("a", "b"):
        many(folder, 50, what)
        _git(tmp_path, "add", ".")
        _git(tmp_path, "commit", "-m", what)
        _git(tmp_path, "branch", what)
    with caplog.at_level(logging.INFO, "callwright"), watched(folder) as line:
        line.begin("old")
        for what in ("a", "b"):
            served = line.flows()["version"]
            _git(tmp_path, "checkout", what)
            line.another(served)
            assert said(line) == {f"We are open from version {what}."}
        assert "version b" in line.hours("old")
    assert len(lines(caplog, LIVE)) == 2
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_files_that_are_copied_one_by_one_are_one_reload(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Another program than git, which takes a while: the set is read once it has come to rest."""
    many(tmp_path, 20, "a")
    with caplog.at_level(logging.INFO, "callwright"), watched(tmp_path) as line:
        served = line.flows()["version"]
        for n in range(20):
            many(tmp_path, 20, "b", only=[n])
            time.sleep(0.01)  # what copying takes, and no synchronisation
        line.another(served)
        assert said(line) == {"We are open from version b."}
    assert len(lines(caplog, LIVE)) == 1


def test_a_hundred_saves_in_a_second(flows: Path) -> None:
    """They are not all taken, the last one is, no call is dropped, and nothing is left behind."""
    saves = 1_000 if LARGE else 100
    with watched(flows) as line:
        line.begin("old")
        for n in range(saves):
            (flows / "hotline.yaml").write_text(version(n))
            if n % 10 == 0:
                line.begin(f"call-{n}")
            time.sleep(0.01)  # the pace, and no synchronisation
        line.until(lambda _: said(line) == {f"We are open from version {saves - 1}."})
        assert "nine to six" in line.hours("old")
        for n in range(0, saves, 10):
            assert "version" in line.hours(f"call-{n}") or n == 0
        line.begin("new")
        assert f"version {saves - 1}." in line.hours("new")


def test_what_never_rests_is_taken_all_the_same(flows: Path) -> None:
    """Somebody who saves without end does not keep what compiles from being served."""
    with watched(flows) as line:
        served = line.flows()["version"]
        end = time.monotonic() + 60
        n = 0
        while line.flows()["version"] == served:
            assert time.monotonic() < end
            n += 1
            (flows / "hotline.yaml").write_text(version(n))


def _megabytes() -> int:
    """What this process holds; 0 where that cannot be asked."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS:")), 0)


def test_reloads_without_end_leave_nothing_behind(flows: Path) -> None:
    """Flows that nobody uses are gone; one that a call uses is not."""
    reloads = 1_000 if LARGE else 30
    with watched(flows) as line:
        line.begin("old")
        served = line.flows()["version"]
        settled = 0
        for n in range(reloads):
            (flows / "hotline.yaml").write_text(version(n))
            served = line.another(served)
            settled = _megabytes() if n == reloads // 10 else settled
        assert _megabytes() < settled + 20
        assert len(line.service.catalog) <= 3
        assert len(asyncio.run(line.service.open_store().keys("versions"))) <= 3
        gc.collect()
        alive = sum(isinstance(one, Flow) and one.name == "hotline" for one in gc.get_objects())
        assert alive <= 12
        assert "nine to six" in line.hours("old")


def test_what_is_no_flow_is_not_looked_at(flows: Path) -> None:
    """Swap files, the store's own files and other programs' files cause no reading."""
    with watched(flows) as line:
        found = line.flows()
        for name in (".hotline.yaml.swp", "calls.db", "notes.txt", "hotline.yaml~", ".#hotline.yaml"):
            (flows / name).write_text("x: [")
        (flows / "hotline.yaml").write_text(version(2))
        line.another(found["version"])
        now = line.until(lambda now: now["reload"]["readings"] > found["reload"]["readings"])
        assert now["reload"]["readings"] == found["reload"]["readings"] + 1


def test_a_level_of_the_settings_counts_at_once(flows: Path) -> None:
    """``callwright.toml`` beside the flows is watched too."""
    with watched(flows) as line:
        (flows / "hotline.yaml").write_text(FLOW + "  lonely:\n    prompts: Hello.\n    hangup: true\n")
        line.another(line.flows()["version"])
        (flows / "callwright.toml").write_text('[rules]\nunreachable-state = "error"\n')
        assert line.trouble()["diagnostics"][0]["code"] == "unreachable-state"
        (flows / "callwright.toml").unlink()
        line.until(lambda found: "trouble" not in found)


def test_a_single_file_is_watched_through_its_folder(flows: Path) -> None:
    """Served by its name, replaced by renaming: seen."""
    with watched(flows / "hotline.yaml") as line:
        served = line.flows()["version"]
        _rename(flows / "hotline.yaml", version(2))
        line.another(served)


def test_a_folder_that_goes_and_comes_back(flows: Path) -> None:
    """The folder is removed and made again: the last good version serves meanwhile, and saves are seen again."""
    with watched(flows) as line:
        line.begin("old")
        served = line.flows()["version"]
        shutil.rmtree(flows)
        line.trouble()
        flows.mkdir()
        (flows / "hotline.yaml").write_text(version(2))
        served = line.another(served)
        (flows / "hotline.yaml").write_text(version(3))
        line.another(served)
        assert "nine to six" in line.hours("old")


def test_a_folder_that_is_replaced(flows: Path) -> None:
    """Another folder under the same name is read, and watched from then on."""
    other = flows.with_name("other")
    other.mkdir()
    (other / "hotline.yaml").write_text(version(2))
    with watched(flows) as line:
        served = line.flows()["version"]
        flows.rename(flows.with_name("gone"))
        other.rename(flows)
        served = line.another(served)
        (flows / "hotline.yaml").write_text(version(3))
        line.another(served)
        line.begin("new")
        assert "version 3" in line.hours("new")


def test_a_link_that_is_switched_to_another_folder(flows: Path) -> None:
    """As releases are switched, and mounted configuration: the folder behind the link counts."""
    other, link = flows.with_name("release-2"), flows.with_name("current")
    other.mkdir()
    (other / "hotline.yaml").write_text(version(2))
    link.symlink_to(flows)
    with watched(link) as line:
        served = line.flows()["version"]
        new = link.with_name("new")
        new.symlink_to(other)
        new.replace(link)
        served = line.another(served)
        (other / "hotline.yaml").write_text(version(3))
        line.another(served)


def test_files_that_are_links_as_a_cluster_mounts_them(tmp_path: Path) -> None:
    """``hotline.yaml`` leads through ``..data``, which is switched as a whole."""
    for n in (1, 2):
        (tmp_path / f"..release-{n}").mkdir()
        (tmp_path / f"..release-{n}" / "hotline.yaml").write_text(version(n))
    (tmp_path / "..data").symlink_to("..release-1")
    (tmp_path / "hotline.yaml").symlink_to("..data/hotline.yaml")
    with watched(tmp_path) as line:
        served = line.flows()["version"]
        (tmp_path / "..new").symlink_to("..release-2")
        (tmp_path / "..new").replace(tmp_path / "..data")
        line.another(served)
        assert said(line) == {"We are open from version 2."}


def test_a_save_before_the_watching_began_is_not_missed(flows: Path) -> None:
    """What was saved after the first reading is found as soon as the service runs."""
    app = create_app(flows, reload=True)
    (flows / "hotline.yaml").write_text(version(2))
    with serving(app) as port:
        line = Line(port, app.state.service)
        line.until(lambda _: said(line) == {"We are open from version 2."})


def test_live_moves_a_call_to_what_was_saved(flows: Path, caplog: pytest.LogCaptureFixture) -> None:
    """With ``--reload=live`` a call goes on at its state in the new version; if that is gone, in its own; both said."""
    with caplog.at_level(logging.INFO, "callwright"), watched(flows, reload="live") as line:
        assert line.flows()["reload"]["live"]
        line.begin("moves", "stays")
        served = line.flows()["version"]
        (flows / "hotline.yaml").write_text(version(2))
        served = line.another(served)
        assert "version 2" in line.hours("moves")
        (flows / "hotline.yaml").write_text(version(3).replace("welcome", "greeting"))
        line.another(served)
        assert "nine to six" in line.hours("stays")
    (moved,) = lines(caplog, "the call goes on in the saved flows")
    (kept,) = lines(caplog, "the call has no place in the saved flows and keeps its version")
    assert moved.__dict__["fields"]["call"] == "moves"
    assert kept.__dict__["fields"]["call"] == "stays"


def test_who_wants_to_know_is_told_of_what_was_taken(flows: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A variable that a saved flow needs and that is missing is told after the swap."""
    with caplog.at_level(logging.INFO, "callwright"), watched(flows) as line:
        served = line.flows()["version"]
        shop = "services:\n  shop:\n    url: https://shop.example\n    headers: {X-Key: '{{ env.SHOP_KEY_GONE }}'}\n"
        asking = "  ask:\n    request: {service: shop, path: /hello}\n    go_to: hours\n"
        text = FLOW.replace("intents:", f"{shop}intents:").replace("opening_hours: hours", "opening_hours: ask")
        (flows / "hotline.yaml").write_text(text + asking)
        line.another(served)
    assert any("variables are missing" in record.getMessage() for record in caplog.records)


def test_a_saved_version_is_kept_for_its_calls_over_a_restart(flows: Path, tmp_path: Path) -> None:
    """A call goes on in the version that it began in, though the service was restarted and the state is gone."""
    address = f"sqlite:///{tmp_path}/calls.db"
    with watched(flows, store=address) as line:
        line.begin("first")
        served = line.flows()["version"]
        (flows / "hotline.yaml").write_text(version(2))
        line.another(served)
        line.begin("second")
    (flows / "hotline.yaml").write_text(
        version(3).replace("hours: hours", "hours: times").replace("  hours:\n", "  times:\n")
    )
    with watched(flows, store=SqliteStore(str(tmp_path / "calls.db"))) as line:
        assert "nine to six" in line.hours("first")
        assert "version 2" in line.hours("second")
        line.begin("third")
        assert len(line.service.catalog) == 3
