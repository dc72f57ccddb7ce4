"""What the page about watching, the dashboard and the alerts name is what there is."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from ruamel.yaml import YAML

from callwright.core.events import SessionEnd, SessionStart, SpeechEnded
from callwright.core.inquiry import Inquiry
from callwright.core.playback import Fate
from callwright.runtime.counts import Counts, Kind
from callwright.runtime.services import answer
from callwright.runtime.services.answer import Answer
from callwright.runtime.watching import BUILT_IN, ENDS, RESULTS
from tests.docs.pages import ROOT
from tests.runtime.serving import FLOW
from tests.runtime.turns import AT, US
from tests.runtime.watched import open_service, page_of, whole_call

PAGE = (ROOT / "docs" / "watching.md").read_text(encoding="utf-8")
GRAFANA = ROOT / "examples" / "grafana"
_ROW = re.compile(r"^\| `(callwright_\w+)` \| ([^|]*)\|", re.MULTILINE)
_METRIC = re.compile(r"\b(callwright_\w+|up)\b(?:\{([^}]*)\})?")
_LABEL = re.compile(r"(\w+)\s*(?:=~|!~|!=|=)\s*\"")
_BY = re.compile(r"\bby \(([^)]*)\)")
_OF_ALL = {"job", "instance", "le"}


def test_every_metric_is_on_the_page_with_its_labels() -> None:
    """And the page names none that there is not."""
    told = {name: tuple(re.findall(r"`(\w+)`", labels)) for name, labels in _ROW.findall(PAGE)}
    assert told == {family.name: family.labels for family in Counts()}


def test_every_word_of_a_label_is_on_the_page() -> None:
    """How calls end, what became of a turn and of a prompt, what went wrong with a service."""
    kinds = [value for name, value in vars(answer).items() if name.isupper()]
    for word in (*ENDS, *RESULTS, *(fate.value for fate in Fate), *kinds, BUILT_IN):
        assert f"`{word}`" in PAGE, word


def _expressions() -> Iterator[tuple[str, str]]:
    """Where it stands, and the expression."""
    board = json.loads((GRAFANA / "callwright.json").read_text(encoding="utf-8"))
    for panel in board["panels"]:
        for target in panel.get("targets", ()):
            yield f"{panel['title']}: {target['expr']}", target["expr"]
    for variable in board["templating"]["list"]:
        if variable["type"] == "query":
            yield variable["name"], variable["query"]["query"]
    for rule in _rules():
        yield rule["alert"], rule["expr"]
    for block in re.findall(r"```\n([^`]*rate\([^`]*)```", PAGE):
        yield "the page", block


def _rules() -> list[dict[str, Any]]:
    read = YAML(typ="safe").load((GRAFANA / "alerts.yml").read_text(encoding="utf-8"))
    return [rule for group in read["groups"] for rule in group["rules"]]


EXPRESSIONS = list(_expressions())


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, set[str]]:
    """The samples of a service that has had calls of all kinds, with the names of their labels."""
    folder = tmp_path_factory.mktemp("flows")
    (folder / "hotline.yaml").write_text(FLOW)
    return asyncio.run(_lived(folder))


async def _lived(folder: Path) -> Mapping[str, set[str]]:
    async with open_service(folder) as service:
        dispatcher, watch = service.dispatcher, service.watch
        assert dispatcher is not None
        await whole_call(dispatcher)
        await dispatcher.dispatch(SessionStart("c2", AT, US))
        await dispatcher.dispatch(SessionEnd("c2", AT + 10, US))
        # What seldom happens is told to the observer as the service does it.
        watch.fault(SpeechEnded("c3", AT, US), RuntimeError("x"))
        watch.undelivered(socket=True)
        watch.refused("/webhook", 401)
        watch.counts.failed.add("hotline", "welcome")
        watch.counts.again.add("shop")
        watch.counts.lag.set(0)
        watch.inquired("c3", Inquiry("k", "shop", "get", "/", (), None, AT), "/", Answer(200, attempts=1), 0.1)
        page = await page_of(service)
    found: dict[str, set[str]] = {"up": set()}
    for family in text_string_to_metric_families(page):
        for sample in family.samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    return found


@pytest.mark.parametrize(("where", "expression"), EXPRESSIONS, ids=[where[:60] for where, _ in EXPRESSIONS])
def test_every_expression_names_what_there_is(live: Mapping[str, set[str]], where: str, expression: str) -> None:
    """Its metrics are on a live page, and the labels that it filters and groups by are theirs."""
    named = _METRIC.findall(expression)
    assert named, where
    labels: set[str] = set()
    for metric, filters in named:
        assert metric in live, f"{where}: there is no {metric}"
        assert set(_LABEL.findall(filters)) <= live[metric] | _OF_ALL, where
        labels |= live[metric]
    grouped = {name.strip() for names in _BY.findall(expression) for name in names.split(",")}
    assert grouped <= labels | _OF_ALL, where
    assert expression.count("(") == expression.count(")"), where


@pytest.mark.parametrize(("where", "expression"), EXPRESSIONS, ids=[where[:60] for where, _ in EXPRESSIONS])
def test_what_only_grows_is_never_shown_as_it_is(where: str, expression: str) -> None:
    """Of a counter a rate or an increase is taken, and of nothing else."""
    for family in Counts():
        grows = [m.start() for m in re.finditer(rf"\b{family.name}(?:_bucket)?\b", expression)]
        for start in grows:
            inside = re.search(r"(rate|increase|label_values)\($", expression[:start]) is not None
            assert inside == (family.kind is not Kind.GAUGE), where


def test_what_is_said_of_an_alert_names_its_labels() -> None:
    """A sentence speaks of labels that the rule groups by, and everybody is told what to do."""
    for rule in _rules():
        said = " ".join(rule["annotations"].values())
        grouped = {name.strip() for names in _BY.findall(rule["expr"]) for name in names.split(",")}
        assert set(re.findall(r"\$labels\.(\w+)", said)) <= grouped, rule["alert"]
        assert set(rule["annotations"]) == {"summary", "description"}
        assert rule["labels"]["severity"] in ("page", "look")


def test_every_metric_that_somebody_should_look_at_is_in_the_dashboard() -> None:
    """All of them: nothing is counted that nobody sees."""
    shown = " ".join(expression for _, expression in EXPRESSIONS)
    assert {family.name for family in Counts() if not re.search(rf"\b{family.name}", shown)} == set()


def test_the_dashboard_is_one_that_grafana_takes() -> None:
    """Ids are there once, panels do not overlap, legends name labels that are grouped by."""
    board = json.loads((GRAFANA / "callwright.json").read_text(encoding="utf-8"))
    ids = [panel["id"] for panel in board["panels"]]
    assert len(set(ids)) == len(ids)
    taken: set[tuple[int, int]] = set()
    for panel in board["panels"]:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken, panel["title"]
        assert max(x for x, _ in cells) < 24
        taken |= cells
        for target in panel.get("targets", ()):
            grouped = {name.strip() for names in _BY.findall(target["expr"]) for name in names.split(",")} or {
                "version"
            }
            assert set(re.findall(r"\{\{(\w+)\}\}", target["legendFormat"])) <= grouped, panel["title"]


def test_prometheus_is_told_where_the_metrics_are() -> None:
    """The path, and the management's own default address."""
    read = YAML(typ="safe").load((GRAFANA / "prometheus.yml").read_text(encoding="utf-8"))
    (job,) = read["scrape_configs"]
    assert job["metrics_path"] == "/metrics"
    assert job["static_configs"] == [{"targets": ["127.0.0.1:8081"]}]
    assert read["rule_files"] == ["alerts.yml"]
