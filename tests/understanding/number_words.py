"""Whole numbers below a thousand in words, as people of seven languages write them: what the proof of pieces says.

Written apart from the languages' own tables, so that a fault there is not said as it is heard.
"""

from __future__ import annotations

UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis "
    "veintisiete veintiocho veintinueve",
    "it": "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
    "sedici diciassette diciotto diciannove",
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien",
    "pl": "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście "
    "czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście",
}
TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "pl": "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt "
    "dziewięćdziesiąt",
}


def words_of(number: int, tag: str) -> str:
    """0 to 99 in every language; hundreds in English, German and French."""
    if number >= 100:
        return _hundreds(*divmod(number, 100), tag)
    units = UNITS[tag].split()
    if number < len(units):
        return units[number]
    ten, unit = divmod(number, 10)
    tens = TENS[tag].split()[ten - 2]
    if tag == "fr":
        return _french(ten, unit, tens)
    if not unit:
        return tens
    if tag == "de":
        return f"{'ein' if unit == 1 else units[unit]}und{tens}"
    if tag == "nl":
        return f"{units[unit]}{'ën' if units[unit].endswith('e') else 'en'}{tens}"
    if tag == "es":
        return f"{tens} y {units[unit]}"
    if tag == "it":
        return (tens[:-1] if unit in (1, 8) else tens) + ("tré" if unit == 3 else units[unit])
    return f"{tens} {units[unit]}"


def _french(ten: int, unit: int, tens: str) -> str:
    units = UNITS["fr"].split()
    if ten in (7, 9):
        unit += 10
    if not unit:
        return "quatre-vingts" if ten == 8 else tens
    return f"{tens} et {units[unit]}" if unit in (1, 11) and ten < 8 else f"{tens}-{units[unit]}"


def _hundreds(hundreds: int, rest: int, tag: str) -> str:
    units = UNITS[tag].split()
    behind = words_of(rest, tag) if rest else ""
    if tag == "en":
        return f"{units[hundreds]} hundred{' and ' + behind if behind else ''}"
    if tag == "de":
        return f"{'ein' if hundreds == 1 else units[hundreds]}hundert{behind}"
    return " ".join(filter(None, ["" if hundreds == 1 else units[hundreds], "cent", behind]))
