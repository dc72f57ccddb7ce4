"""The codes of services that are asked, of opening hours and of the time."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Severity

_BYE = "  bye:\n    prompts: Goodbye.\n    hangup: yes\n"
_ORDERS = "services:\n  orders:\n    url: https://orders.example/api\n"
_LOOK = "states:\n  look:\n    request:\n      service: orders\n"

SERVICE_CODES: tuple[Entry, ...] = (
    Entry(
        code="unknown-service",
        title="A service that is not there",
        explanation="A request names a service that stands under 'services' at the top of the file.",
        example_bad=f"{_ORDERS}states:\n  look:\n    request:\n      service: order\n    go_to: bye\n{_BYE}",
        example_good=f"{_ORDERS}{_LOOK}    go_to: bye\n{_BYE}",
    ),
    Entry(
        code="bad-address",
        title="An address that cannot be asked",
        explanation=(
            "The url of a service begins with https:// or http://, and has nothing after a question mark. The path of a"
            " request begins with a slash and is put behind it."
        ),
        example_bad=f"services:\n  orders:\n    url: orders.example\n{_LOOK}    go_to: bye\n{_BYE}",
        example_good=f"{_ORDERS}{_LOOK}    go_to: bye\n{_BYE}",
    ),
    Entry(
        code="unknown-failure",
        title="A failure that cannot happen",
        explanation=(
            "Below if_fails stand the names of what can go wrong: of a request a status such as 404, or a kind such as"
            " timeout; of a call the names that the sub-flow fails with, and cancelled; and any for the rest."
        ),
        example_bad=f"{_ORDERS}{_LOOK}    if_fails:\n      not_there: bye\n    go_to: bye\n{_BYE}",
        example_good=f"{_ORDERS}{_LOOK}    if_fails:\n      404: bye\n    go_to: bye\n{_BYE}",
    ),
    Entry(
        code="out-of-scope",
        title="A name that is known elsewhere",
        explanation=(
            "response is known where a service has just answered: in save, in if_fails and in a check. env, the secrets"
            " of the server, is for services and requests alone, so that none of them is ever spoken."
        ),
        example_bad=(
            f"{_ORDERS}{_LOOK}    go_to: tell\n"
            "  tell:\n    prompts: Your order is {{ response.json.status }}.\n    hangup: yes\n"
        ),
        example_good=(
            f"{_ORDERS}{_LOOK}"
            '      save:\n        status: "{{ response.json.status }}"\n'
            "    go_to: tell\n  tell:\n    prompts: Your order is {{ status }}.\n    hangup: yes\n"
        ),
    ),
    Entry(
        code="unknown-hours",
        title="Opening hours that are not there",
        explanation="open('office') and opens_next('office') know the hours that stand under 'hours' by that name.",
        example_bad=(
            "states:\n  welcome:\n    choose:\n      - when: open('office')\n        go_to: bye\n      - go_to: bye\n"
            + _BYE
        ),
        example_good=(
            "hours:\n  office:\n    timezone: Europe/Berlin\n    weekly:\n      mon-fri: 09:00-18:00\n"
            "states:\n  welcome:\n    choose:\n      - when: open('office')\n        go_to: bye\n      - go_to: bye\n"
            + _BYE
        ),
    ),
    Entry(
        code="bad-hours",
        title="Opening hours that cannot be read",
        explanation=(
            "A day has hours such as 09:00-18:00, a list of them where there is a break, or closed. Days are mon, tue,"
            " wed, thu, fri, sat and sun; dates are written 2026-12-24; holidays are those of a country such as DE, or"
            " of one of its regions such as DE-NW."
        ),
        example_bad=(
            "hours:\n  office:\n    timezone: Europe/Berlin\n    weekly:\n      mon-fri: nine to six\n"
            "states:\n  bye:\n    prompts: Goodbye.\n    hangup: yes\n"
        ),
        example_good=(
            "hours:\n  office:\n    timezone: Europe/Berlin\n    weekly:\n      mon-fri: 09:00-18:00\n"
            "states:\n  bye:\n    prompts: Goodbye.\n    hangup: yes\n"
        ),
    ),
    Entry(
        code="unknown-timezone",
        title="A time zone that is not there",
        explanation="A time zone is written with a continent and a city.",
        example_bad="timezone: Berlin\nstates:\n  bye:\n    prompts: Goodbye.\n    hangup: yes\n",
        example_good="timezone: Europe/Berlin\nstates:\n  bye:\n    prompts: Goodbye.\n    hangup: yes\n",
    ),
    Entry(
        code="timezone-not-said",
        title="A flow that does not know where it is",
        explanation=(
            "What time it is, and which day is tomorrow, depends on the place. It is told by 'timezone', by the hours,"
            " or by the language where its country has one time zone only; else it is UTC."
        ),
        example_bad=(
            "states:\n  welcome:\n    collect:\n      slot: day\n      type: date\n      prompts: Which day?\n"
            "    go_to: bye\n" + _BYE
        ),
        example_good=(
            "timezone: America/New_York\n"
            "states:\n  welcome:\n    collect:\n      slot: day\n      type: date\n      prompts: Which day?\n"
            "    go_to: bye\n" + _BYE
        ),
        severity=Severity.WARNING,
    ),
    Entry(
        code="option-twice",
        title="Options that cannot be told apart",
        explanation="Each option of a choice has a name and phrases of its own.",
        example_bad=(
            "states:\n  welcome:\n    collect:\n      slot: size\n      type: choice\n"
            "      options:\n        small: [small, short]\n        low: short\n"
            "      prompts: Which size?\n    go_to: bye\n" + _BYE
        ),
        example_good=(
            "states:\n  welcome:\n    collect:\n      slot: size\n      type: choice\n"
            "      options:\n        small: small\n        low: short\n"
            "      prompts: Which size?\n    go_to: bye\n" + _BYE
        ),
    ),
)
