"""What callwright gives to templates and conditions, in the words in which an editor explains it.

A test holds each of these tables against what templates really take, so that nothing is missing and nothing is there
that would be refused.
"""

from __future__ import annotations

from collections.abc import Mapping

FILTERS: Mapping[str, str] = {
    "say": "Speaks a value as a person would: digits in groups, dates, times, sums. `{{ order_number | say }}`",
    "digits": "Speaks digit by digit. `{{ pin | digits }}`",
    "money": "Speaks a sum. `{{ amount | money('EUR') }}`",
    "date": "Speaks a day. `{{ today | date }}`",
    "time": "Speaks a time of day. `{{ now | time }}`",
    "spell": "Spells letter by letter. `{{ code | spell }}`",
    "plus": "A day or a time moved on. `{{ today | plus(3, 'days') }}`",
    "abs": "A number without its sign. `{{ difference | abs }}`",
    "capitalize": "The first letter as a capital, the others small. `{{ city | capitalize }}`",
    "count": "How many there are in a list. `{{ orders | count }}`",
    "default": "Something else where there is no value. `{{ customer | default('our guest') }}`",
    "first": "The first of a list. `{{ orders | first }}`",
    "float": "Text as a number with decimals. `{{ price | float }}`",
    "int": "Text as a whole number. `{{ pieces | int }}`",
    "join": "A list as one text. `{{ names | join(', ') }}`",
    "last": "The last of a list. `{{ orders | last }}`",
    "length": "How many there are in a list. `{{ orders | length }}`",
    "lower": "Small letters. `{{ code | lower }}`",
    "round": "A number rounded. `{{ price | round }}`",
    "title": "Each word with a capital. `{{ street | title }}`",
    "trim": "Text without blanks around it. `{{ note | trim }}`",
    "upper": "Capitals. `{{ code | upper }}`",
}

TESTS: Mapping[str, str] = {
    "defined": "It has a value. `when: customer is defined`",
    "undefined": "It has no value. `when: customer is undefined`",
    "none": "It is empty. `when: customer is none`",
    "number": "It is a number. `when: answer is number`",
    "string": "It is text. `when: answer is string`",
    "odd": "It is an odd number. `when: tries is odd`",
    "even": "It is an even number. `when: tries is even`",
    "in": "It is one of a list. `when: topic is in ['billing', 'sales']`",
    "eq": "It equals. `when: tries is eq(3)`",
    "ne": "It differs. `when: tries is ne(3)`",
    "lt": "It is less. `when: tries is lt(3)`",
    "le": "It is less or equal. `when: tries is le(3)`",
    "gt": "It is more. `when: tries is gt(3)`",
    "ge": "It is more or equal. `when: tries is ge(3)`",
}

FUNCTIONS: Mapping[str, str] = {
    "was_heard": "Whether the prompt of that name was played to its end. `when: was_heard('recording_notice')`",
    "open": "Whether it is open now. `when: open('office')`",
    "opens_next": "When it opens next. `{{ opens_next('office') | say }}`",
}

VARIABLES: Mapping[str, str] = {
    "caller": "Who calls. `{{ caller.number }}` is + and digits, and empty where it is withheld.",
    "called": "What was dialled. `{{ called.number }}`",
    "call": "This call. `{{ call.language }}`",
    "heard": "What the caller said last. `{{ heard.text }}`",
    "event": "What came with an event from outside. `{{ event.number }}`",
    "now": "The day and the time, now. `{{ now | time }}`",
    "today": "The day. `{{ today | date }}`",
    "response": "What a service answered, where one was just asked. `{{ response.json.status }}`",
    "result": "What a sub-flow gave back, beside its `call`. `{{ result.customer }}`",
    "env": "A secret of the server, for services alone. `Bearer {{ env.ORDERS_TOKEN }}`",
}

ATTRIBUTES: Mapping[str, Mapping[str, str]] = {
    "caller": {"number": "The caller's number, + and digits; empty where it is withheld."},
    "called": {"number": "The number that was dialled, + and digits."},
    "call": {
        "direction": "`inbound` or `outbound`.",
        "language": "The language that is spoken now, such as `en-US`.",
    },
    "heard": {
        "text": "The caller's last words.",
        "intent": "What they meant: the name of an intent.",
        "barged_in": "Whether they interrupted a prompt.",
    },
    "response": {
        "status": "The number that a service answered with, such as 200.",
        "json": "What it answered: `response.json.status`.",
        "text": "What it answered, as text.",
    },
}

INTENTS: Mapping[str, str] = {
    "yes": "Yes, in any words of the language.",
    "no": "No, in any words of the language.",
    "repeat": "The caller wants to hear it again.",
    "help": "The caller wants help.",
    "main_menu": "The caller wants to begin again.",
    "cancel": "The caller wants to leave what is being asked for.",
    "wait": "The caller needs a moment.",
    "back": "The caller wants the question before.",
    "operator": "The caller wants to speak to a person.",
    "goodbye": "The caller wants to end the call.",
}

FAILURES: Mapping[str, str] = {
    "any": "Every failure that has no line of its own.",
    "cancelled": "The caller said that they want to leave it.",
    "timeout": "The service did not answer in time.",
    "unreachable": "The service could not be reached.",
    "unavailable": "The service failed too often lately and was not asked.",
    "too_large": "The service answered more than is read.",
    "unreadable": "The service's answer could not be read.",
    "refused": "The service's address is not allowed.",
    "interrupted": "The server was started anew while the service was asked.",
    "4xx": "The service refused: 400 to 499.",
    "5xx": "The service failed: 500 to 599.",
}

EVENTS: Mapping[str, str] = {"sms_failed": "A text message of `send_sms` did not arrive."}

RESULTS: Mapping[str, str] = {"failed": "Gives back a failure by its name, for the caller's `if_fails`."}

OPERATORS: Mapping[str, str] = {
    "and": "Both hold. `when: topic == 'billing' and order_number`",
    "or": "One of the two holds.",
    "in": "It is one of a list. `when: caller.number in vip_numbers`",
    "not in": "It is none of a list.",
    "is": "It has a property. `when: customer is defined`",
    "if": "Chooses. `{{ 'Mrs' if title == 'f' else 'Mr' }}`",
    "else": "What counts where the condition behind `if` does not hold.",
}
