"""What authors call the words of the language, coming from elsewhere: each with the word that is meant."""

from __future__ import annotations

from collections.abc import Mapping

KEYS: Mapping[str, Mapping[str, str]] = {
    "Keys": {
        **dict.fromkeys(("pound", "number_sign", "raute", "sharp", "square"), "hash"),
        **dict.fromkeys(("asterisk", "stern", "times"), "star"),
        **dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True)),
    },
    "Request": {
        **dict.fromkeys(("params", "parameters", "args"), "query"),
        **dict.fromkeys(("json", "data", "payload", "content"), "body"),
        **dict.fromkeys(("endpoint", "resource", "route"), "path"),
        **dict.fromkeys(("verb", "type"), "method"),
        **dict.fromkeys(("store", "set", "result", "response", "output"), "save"),
        **dict.fromkeys(("prompts", "wait", "waiting", "hold"), "filler"),
    },
    "Transfer": dict.fromkeys(("number", "phone", "target", "destination"), "to"),
    "Text message": {
        **dict.fromkeys(("text", "body", "content", "sms"), "message"),
        **dict.fromkeys(("number", "phone", "recipient"), "to"),
    },
    "Service": dict.fromkeys(("base_url", "address", "host", "uri", "endpoint"), "url"),
    "Slot": {
        **dict.fromkeys(("choices", "values", "enum", "items"), "options"),
        **dict.fromkeys(("regex", "regexp", "format"), "pattern"),
        **dict.fromkeys(("minimum", "min_length", "at_least"), "min"),
        **dict.fromkeys(("maximum", "max_length", "at_most"), "max"),
        **dict.fromkeys(("question", "ask"), "prompts"),
        **dict.fromkeys(("validate", "validation", "checks"), "check"),
        **dict.fromkeys(("secret", "private", "masked"), "sensitive"),
        "name": "slot",
    },
    "State": {
        **dict.fromkeys(("on_failure", "on_fail", "catch", "if_fail"), "if_fails"),
        **dict.fromkeys(("http", "fetch"), "request"),
        **dict.fromkeys(("gosub", "subflow", "sub_flow"), "call"),
    },
    "Entry of hours": {
        **dict.fromkeys(("week", "days", "times", "opening_hours"), "weekly"),
        **dict.fromkeys(("zone", "tz", "time_zone"), "timezone"),
        **dict.fromkeys(("exceptions", "special"), "open"),
        **dict.fromkeys(("holiday", "public_holidays"), "holidays"),
    },
}
"""By the title of the place."""

ANYWHERE: Mapping[str, str] = {
    **dict.fromkeys(("next", "goto", "target", "then", "jump", "next_state"), "go_to"),
    **dict.fromkeys(("message", "sentence", "say", "speak", "announce"), "prompts"),
    **dict.fromkeys(("answers", "on", "choices", "intents"), "transitions"),
    **dict.fromkeys(("on_no_match", "fallback", "not_understood", "nomatch"), "no_match"),
    **dict.fromkeys(("on_no_input", "silence", "on_silence", "noinput"), "no_input"),
    **dict.fromkeys(("end", "end_call", "hang_up", "quit"), "hangup"),
    **dict.fromkeys(("forward", "connect"), "transfer"),
    **dict.fromkeys(("ask", "form", "gather"), "collect"),
    **dict.fromkeys(("if", "condition"), "when"),
    **dict.fromkeys(("else", "default"), "otherwise"),
    **dict.fromkeys(("on_failure", "on_fail", "failed"), "if_fails"),
    **dict.fromkeys(("reset", "clear", "unset"), "forget"),
    **dict.fromkeys(("assign", "variables", "let"), "set"),
    **dict.fromkeys(("confirmation", "confirm_with"), "confirm"),
    **dict.fromkeys(("nodes", "steps", "dialog", "dialogue"), "states"),
    **dict.fromkeys(("vars", "slots"), "variables"),
    **dict.fromkeys(("phone_numbers", "phones"), "numbers"),
    **dict.fromkeys(("import", "imports", "includes"), "include"),
    **dict.fromkeys(("api", "apis", "backend"), "service"),
    **dict.fromkeys(("interruptible", "interruption", "bargein"), "barge_in"),
    **dict.fromkeys(("dtmf", "digits", "buttons"), "keys"),
    **dict.fromkeys(("lang", "locale"), "language"),
    **dict.fromkeys(("ssml_text", "markup"), "ssml"),
    **dict.fromkeys(("wav", "file", "sound", "recording"), "audio"),
}
"""Wherever the word that is meant is a key."""

TYPES: Mapping[str, str] = {
    **dict.fromkeys(("integer", "int", "float", "decimal", "count", "quantity"), "number"),
    **dict.fromkeys(("string", "str", "free_text", "freetext", "any"), "text"),
    **dict.fromkeys(("boolean", "bool", "yesno", "yes/no"), "yes_no"),
    **dict.fromkeys(("amount", "currency", "price"), "money"),
    **dict.fromkeys(("phone_number", "telephone", "tel"), "phone"),
    **dict.fromkeys(("day", "birthday", "birthdate"), "date"),
    **dict.fromkeys(("clock", "hour"), "time"),
    **dict.fromkeys(("enum", "options", "option", "select", "list"), "choice"),
    **dict.fromkeys(("alphanumeric", "code", "letters", "iban", "email"), "spelling"),
    **dict.fromkeys(("pin", "numeric"), "digits"),
    **dict.fromkeys(("person", "surname"), "name"),
}
"""Types of values."""
