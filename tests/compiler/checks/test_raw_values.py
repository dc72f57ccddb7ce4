"""Values that are put into speech as they are kept."""

from __future__ import annotations

import pytest

from tests.compiler.checks.speech import flow, found, mended, told

CODE = "raw-value"
_TYPES = "{day: {type: date}, at: {type: time}, n: {type: digits}, much: {type: money}, who: {type: name}, long: {type: duration}, tel: {type: phone}, any: , old: [Ann, Bob], ok: {type: yes_no}, free: {type: text}, count: 3, real: {type: number}}"  # fmt: skip # noqa: E501
_HOURS = "timezone: Europe/Berlin\nhours: {office: {weekly: {mon: 09:00-17:00}, holidays: DE}}\n"


def _says(text: str, kind: str = "text") -> str:
    return flow(f"prompts:\n  {kind}: >-\n    Well, {text}.\ngo_to: bye\n", head=f"variables: {_TYPES}\n{_HOURS}")


@pytest.mark.parametrize(
    ("inserted", "safe"),
    [
        ("{{ day }}", True),
        ("{{at}}", True),
        ("{{ long }}", True),
        ("{{ old }}", True),
        ("{{ today }}", True),
        ("{{ now }}", True),
        ("{{ opens_next('office') }}", True),
        ("{{ day | plus(3, 'days') }}", True),
        ("{{ n }}", False),
        ("{{ tel }}", False),
        ("{{ real }}", False),
        ("{{ ok }}", False),
        ("{{ open('office') }}", False),
        ("{{ caller.number }}", False),
        ("{{ n | default('none') }}", False),
        ("{{ much.amount }}", False),
    ],
)
def test_a_raw_value_is_told_and_mended(inserted: str, safe: bool) -> None:
    """Each is told at its braces; the mend is safe only where there is no other way to say it."""
    assert told(CODE, _says(inserted)) == [inserted]
    assert "| say }}" in mended(CODE, _says(inserted))
    assert found(CODE, _says(inserted))[0].fixes[0].safe is safe


def test_a_value_in_a_choice_is_told() -> None:
    """What either branch comes to is spoken; how it is mended is for the author."""
    for inserted in ("{{ day if ok else 'never' }}", "{{ day or 'never' }}"):
        assert told(CODE, _says(inserted)) == [inserted]
        assert found(CODE, _says(inserted))[0].fixes == ()
    assert told(CODE, _says("{% if ok %}on {{ day }}{% endif %}")) == ["{{ day }}"]


@pytest.mark.parametrize(
    "inserted",
    [
        "{{ day | say }}",
        "{{ n | digits }}",
        "{{ day | plus(3, 'days') | say }}",
        "{{ much }}",
        "{{ who }}",
        "{{ free }}",
        "{{ any }}",
        "{{ count }}",
        "{{ old | length }}",
        "{{ 'you' if ok else 'they' }}",
        "{{ 'there' if open('office') else 'out' }}",
        "{{ heard.text }}",
        "{{ old | first }}",
        "{{ (day or today) | say }}",
    ],
)
def test_what_is_said_properly(inserted: str) -> None:
    """Money is always said properly, names and texts have no other form, and of the rest the type is not known."""
    assert told(CODE, _says(inserted)) == []


def test_markup_may_say_how() -> None:
    """In ``ssml`` an element may say how its value is read."""
    assert told(CODE, _says('<say-as interpret-as="digits">{{ n }}</say-as>', "ssml")) == []
    assert told(CODE, _says('<say-as interpret-as="digits">1</say-as> {{ n }}', "ssml")) == ["{{ n }}"]


def test_a_choice_is_said_by_its_words() -> None:
    """The name of an option is no speech, unless it is what is said of it."""
    for options, raw in (
        ("{cut: [a haircut], dye: [a new colour]}", True),
        ("{small: [small], large: [large]}", False),
    ):
        text = flow(
            f"collect: {{slot: what, type: choice, options: {options}, prompts: Which?}}\ngo_to: bye\n",
            more="  said:\n    prompts: So {{ what }}.\n    go_to: bye\n",
        )
        assert told(CODE, text) == (["{{ what }}"] if raw else [])


def test_what_is_said_from_anywhere() -> None:
    """What ``anytime`` says, for words or for an event, is speech too."""
    head = 'anytime: {goodbye: {prompts: "On {{ today }}.", go_to: bye}, events: {late: {prompts: "At {{ now }}."}}}\n'
    assert sorted(told(CODE, flow("prompts: Well?\ntransitions: {yes: bye}\n", head=head))) == [
        "{{ now }}",
        "{{ today }}",
    ]


def test_text_messages_are_read_by_eyes() -> None:
    """What is sent, or shown to a colleague, is not spoken."""
    text = flow(
        'send_sms: {to: "{{ caller.number }}", message: "On {{ day }}"}\nprompts: It is on its way.\ngo_to: bye\n',
        head=f"variables: {_TYPES}\n",
    )
    assert told(CODE, text) == []
