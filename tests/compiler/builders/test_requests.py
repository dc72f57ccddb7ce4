"""Services and requests."""

from __future__ import annotations

import pytest

from callwright.core.model import Form, Request
from tests.compiler.flows import ASKING, compiled, found


def test_a_service() -> None:
    """Its address and headers are templates of secrets alone; the timeout is in milliseconds."""
    orders = compiled(ASKING).services["orders"]
    assert orders.url.source == "https://orders.example/api"
    assert orders.headers["Authorization"].env == {"ORDERS_TOKEN"}
    assert (orders.timeout, orders.allow_private) == (3000, True)


def test_a_request() -> None:
    """What is asked, with its values in their types, its fillers and what is remembered."""
    order = compiled(ASKING).states["order"]
    assert isinstance(order.act, Request)
    assert (order.act.id, order.act.service, order.act.method) == ("order", "orders", "POST")
    assert order.act.path.render({"order_number": "1/2"}) == "/orders/1%2F2"
    assert order.act.query["key"].env == {"ORDERS_KEY"}
    scope = {"day": "2026-11-20", "price": {"amount": 5, "currency": "EUR"}, "name": "Ann"}
    body = order.act.body
    assert isinstance(body, dict)
    assert [one.value(scope) for one in body["days"]] == ["2026-11-20", "other"]
    assert body["price"].value(scope) == {"amount": 5, "currency": "EUR"}
    assert body["note"]["text"].value(scope) == "For Ann."
    assert [prompt.barge_in.protected for prompt in order.act.filler] == [False, True]
    assert [one.name for one in order.act.save] == ["status"]
    assert order.go_to is not None


def test_a_check_with_a_request() -> None:
    """It has an id of its own, and its prompts may speak of the answer."""
    form = compiled(ASKING).states["ask"].act
    assert isinstance(form, Form)
    (check,) = form.slots[0].checks
    assert check.when is None
    assert check.request is not None
    assert check.request.id == "ask/order_number/check/0"
    assert check.prompts[0].texts[""][0].names == {"response"}


_SERVICES = "services: {x: {url: 'https://x.example'}}\n"
_END = "    go_to: b\n  b:\n    prompts: Bye.\n    hangup: yes\n"


def _codes(state: str, end: str = _END) -> list[str]:
    return [code for code, _ in found(f"{_SERVICES}states:\n  a:\n    {state}\n{end}")]


@pytest.mark.parametrize(
    ("request_", "codes"),
    [
        ("{service: x}", []),
        ("{service: x, path: '/{{ caller.number }}'}", []),
        ("{service: x, path: '{{ caller.number }}'}", []),
        ("{service: x, path: '/{{ env.KEY }}', body: {a: ['{{ env.KEY }}']}, method: PUT}", []),
        ("{service: x, path: a}", ["bad-address"]),
        ("{service: x, body: a}", ["misplaced-key"]),
        ("{service: y}", ["unknown-service"]),
        ("{service: x, path: '/{{ nobody }}'}", ["unknown-name"]),
        ("{service: x, path: '/{{ response.text }}'}", ["out-of-scope"]),
        ("{service: x, filler: '{{ env.KEY }}'}", ["out-of-scope"]),
        ("{service: x, save: {a: '{{ env.KEY }}'}}", ["out-of-scope"]),
        ("{service: x, filler: '{{ response.text }}'}", ["out-of-scope"]),
        ("{service: x, save: {response: 1}}", ["reserved-name"]),
    ],
)
def test_what_a_request_may_say(request_: str, codes: list[str]) -> None:
    """Secrets go to services and are never spoken or kept; the answer is known where it has just come."""
    assert _codes(f"request: {request_}") == codes


def test_the_answer_is_known_where_it_fails_and_nowhere_else() -> None:
    """``response`` has a value in ``if_fails``, and not in the state that it leads to."""
    asks = "request: {service: x}\n    if_fails: {404: {when: response.json, prompts: '{{ response.text }}', go_to: b}}"
    assert _codes(asks) == []
    assert _codes(asks, _END.replace("Bye.", "'{{ response.text }}'")) == ["out-of-scope"]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://x.example", ""),
        ("http://127.0.0.1:8080/api/", ""),
        ("'{{ env.URL }}'", ""),
        ("'https://{{ env.HOST }}/api'", ""),
        ("x.example", "bad-address"),
        ("https://", "bad-address"),
        ("https://x.example?a=b", "bad-address"),
        ("'https://x.example/{{ caller.number }}'", "out-of-scope"),
    ],
)
def test_addresses(url: str, code: str) -> None:
    """A service's address is the same for every call and begins with its scheme."""
    written = f"services: {{x: {{url: {url}}}}}\nstates:\n  a:\n    request: {{service: x}}\n{_END}"
    assert [one for one, _ in found(written)] == ([code] if code else [])
