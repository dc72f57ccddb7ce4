"""Which voice speaks a language that the author named no voice for."""

from __future__ import annotations

from functools import lru_cache

from callwright.core.prompt import Voice

_AZURE = {
    "en": "en-US-JennyNeural",
    "en-gb": "en-GB-SoniaNeural",
    "de": "de-DE-KatjaNeural",
    "es": "es-ES-ElviraNeural",
    "es-mx": "es-MX-DaliaNeural",
    "fr": "fr-FR-DeniseNeural",
    "fr-be": "fr-BE-CharlineNeural",
    "fr-ca": "fr-CA-SylvieNeural",
    "fr-ch": "fr-CH-ArianeNeural",
    "it": "it-IT-ElsaNeural",
    "nl": "nl-NL-FennaNeural",
    "nl-be": "nl-BE-DenaNeural",
    "pl": "pl-PL-ZofiaNeural",
}


def base(tag: str) -> str:
    """The language of a tag without its region, in lower case."""
    return tag.partition("-")[0].lower()


@lru_cache(maxsize=1024)
def voice_for(voice: Voice | None, language: str, first: str) -> Voice | None:
    """The voice that speaks ``language`` in a flow whose first language is ``first``.

    The author's voice serves as long as it speaks that language; in the flow's first language no voice at all means
    the one that the telephone line is set to. Otherwise a well-known voice of the language is named.
    """
    wanted = base(language)
    if voice is not None and (voice.provider != "azure" or base(voice.language or first) == wanted):
        return voice
    if voice is None and wanted == base(first):
        return None
    name = _AZURE.get(language.lower()) or _AZURE.get(wanted)
    return Voice("azure", name, name[:5] if name else language)
