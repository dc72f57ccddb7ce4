"""A flow of any size for the benchmarks, made of what real flows are made of and the same on every run."""

from __future__ import annotations

_TOPICS = (
    "billing", "delivery", "contract", "password", "refund", "invoice", "address", "meeting", "warranty", "repair",
    "internet", "television", "mobile", "landline", "router", "tariff", "upgrade", "complaint", "order", "payment",
)  # fmt: skip


def intent_name(number: int) -> str:
    """The name of the intent of that number."""
    return f"{_TOPICS[number % len(_TOPICS)]}_{number}"


def _intent(number: int) -> str:
    topic = _TOPICS[number % len(_TOPICS)]
    return (
        f"  {intent_name(number)}:\n"
        f"    - {topic} number {number}\n"
        f"    - (a|my) question about {topic} {number}\n"
        f"    - I would like (please)? to talk about {topic} {number}\n"
    )


def _question(number: int, states: int, intents: int) -> str:
    first, second = intent_name(number % intents), intent_name((number + 7) % intents)
    inserted = " You are calling from {{ caller.number | say }}." if number % 5 == 0 else ""
    return (
        f"  state_{number}:\n"
        f"    prompts:\n"
        f"      text: Welcome to department {number}.{inserted} How can we help you today?\n"
        f"      barge_in:\n"
        f"        strategy: immediate\n"
        f"        allow_after_ms: 500\n"
        f"    transitions:\n"
        f"      {first}: state_{(number + 1) % states}\n"
        f"      {second}: state_{(number + 13) % states}\n"
        f"    keys:\n"
        f"      1: state_{(number + 1) % states}\n"
        f"    no_match:\n"
        f"      - Sorry, I did not get that.\n"
        f"      - go_to: {'operator' if number % 2 else f'state_{(number + 3) % states}'}\n"
    )


def flow(states: int = 1000, intents: int = 200) -> str:
    """The YAML text of a flow. With the defaults: about 15,000 lines, 1,000 prompts, 200 of them templates."""
    head = (
        "flow: generated\ntitle: A large flow\nlanguage: en-US\nstart: state_0\n\n"
        "defaults:\n  no_input:\n    - Are you still there?\n    - go_to: operator\n\nintents:\n"
    )
    return (
        head
        + "".join(_intent(n) for n in range(intents))
        + "\nanytime:\n  goodbye: farewell\n  operator: operator\n\nstates:\n"
        + "\n".join(_question(n, states, intents) for n in range(states))
        + "\n  operator:\n    prompts: I am putting you through.\n    transfer: +49 211 5566770\n"
        + "    if_fails: farewell\n"
        + "\n  farewell:\n    prompts: Goodbye.\n    hangup: true\n"
    )
