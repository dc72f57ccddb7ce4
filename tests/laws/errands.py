"""Random errands: services that are asked, and sub-flows that are called."""

from __future__ import annotations

from typing import Any

from tests.laws.collector import Collector

KINDS = ("timeout", "unreachable", "unavailable", "too_large", "unreadable", "interrupted")
STATUSES = (200, 200, 200, 200, 201, 404, 404, 409, 422, 500, 503, 302)
INNER = ("inner_ask", "inner_form", "inner_request", "inner_end")
"""The states of the sub-flow in the same file, in the order in which they lead on."""


class Errands(Collector):
    """Adds the states that ask a service or call a sub-flow, and the sub-flow itself."""

    def services(self) -> dict[str, Any]:
        return {
            "shop": {"url": "https://shop.example/api", "headers": {"Authorization": "Bearer {{ env.SHOP_TOKEN }}"}},
            "bank": {"url": "https://bank.example", "timeout": "3s"},
        }

    def hours(self) -> dict[str, Any]:
        return {"office": {"timezone": "Europe/Berlin", "weekly": {"mon-fri": "09:00-18:00"}}}

    def request(self, name: str, *, save: bool = True) -> dict[str, Any]:
        made: dict[str, Any] = {
            "service": self.chance.choice(("shop", "bank")),
            "path": f"/things/{{{{ {name} }}}}" if not save or self.luck(0.1) else "/things/{{ tries }}",
        }
        if self.luck(0.3):
            made |= {"method": "POST", "body": {"text": "{{ heard.text }}", "list": ["{{ tries }}", "plain"]}}
        self.some(made, 0.2, "query", lambda: {"n": "{{ tries }}", "key": "{{ env.SHOP_TOKEN }}"})
        if self.luck(0.6):
            made["filler"] = [self.prompt() for _ in range(self.chance.randint(1, 3))]
        if save:
            made["save"] = {"counted": "{{ counted + 1 }}", "answered": "{{ response.json.number }}"}
            if self.luck(0.1):
                made["save"]["lost"] = "{{ response.json.lost }}"
        return made

    def if_fails(self, place: int) -> Any:
        if self.luck(0.4):
            return self.target(place, later=True)
        keys = self.chance.sample((*KINDS, "404", "422", "4xx", "5xx", "any"), self.chance.randint(1, 4))
        return {key: self.target(place, later=True) for key in keys}

    def asks_service(self, place: int) -> dict[str, Any]:
        made: dict[str, Any] = {"request": self.request("number"), "go_to": self.later(place)}
        self.some(made, 0.7, "if_fails", lambda: self.if_fails(place))
        return made

    def calls(self, place: int) -> dict[str, Any]:
        made: dict[str, Any] = self.small_task() | {"go_to": self.later(place)}
        saved = ({"given": "{{ result.given }}"}, {"given": "{{ result.given }}"}, {"number": "{{ '44' }}"})
        self.some(made, 0.6, "save", lambda: dict(self.chance.choice(saved)))
        self.some(made, 0.5, "on_cancel", lambda: self.target(place, later=True))
        self.some(made, 0.4, "keep", lambda: ["number"])
        if self.luck(0.8):
            keys = self.chance.sample(("lost", "locked", "cancelled", "any"), self.chance.randint(1, 3))
            made["if_fails"] = {key: self.target(place, later=True) for key in keys}
        return made

    def inner_states(self) -> dict[str, dict[str, Any]]:
        """A sub-flow: a question, a form, a service, and a way back, each leading on to the next."""
        outside, self.here, self.inside = self.here, list(INNER), True
        made: dict[str, dict[str, Any]] = {
            "inner_ask": self.question(0) if self.luck(0.5) else {"prompts": self.prompts(1), "go_to": "inner_form"},
            "inner_form": self.form(1),
            "inner_request": self.asks_service(2) if self.luck(0.5) else {"go_to": "inner_end"},
            "inner_end": {
                "choose": [
                    {"when": self.condition(), "return": {"failed": "lost"}},
                    {"when": self.condition(), "return": {"failed": "locked"}},
                    {"return": {"given": "{{ tries }}"}},
                ]
            },
        }
        if "transitions" in made["inner_ask"]:
            made["inner_ask"].setdefault("keys", {})["5"] = "inner_form"
        made["inner_form"]["go_to"] = "inner_request"
        if "request" in made["inner_request"]:
            made["inner_request"]["go_to"] = "inner_end"
        self.here, self.inside = outside, False
        return made

    def question(self, place: int) -> dict[str, Any]:
        """A state that asks what the caller wants."""
        raise NotImplementedError
