"""Regions of a language's tag that there are not: ``en-UK``, which is Great Britain's, is ``en-GB``."""

from __future__ import annotations

from callwright.compiler.nodes import Node
from callwright.compiler.report import Report
from callwright.core.voices import base
from callwright.understanding.hearing import region_of

_REGIONS = frozenset(
    (
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
        "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK "
        "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR "
        "IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
        "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
        "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
        "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
    ).split()
)
"""The countries and regions of ISO 3166, and Kosovo."""

_MEANT = {"UK": "GB", "EN": "GB", "EL": "GR", "SP": "ES", "JA": "JP", "DA": "DK", "SW": "CH"}
"""What is written for a country that has other letters."""


def check_region(report: Report, node: Node, tag: str) -> None:
    """Report a region that there is not, with the tag that is probably meant."""
    region = region_of(tag)
    if not region or region in _REGIONS:
        return
    language = base(tag)
    meant = f"{language}-{_MEANT[region]}" if region in _MEANT else ""
    own = f"{language}-{language.upper()}"
    example = meant or (own if language.upper() in _REGIONS else "en-GB")
    report.add(
        "unknown-region",
        f'"{tag}" names the region {region}, which there is not.' + (f' Did you mean "{meant}"?' if meant else ""),
        node,
        f"Write: {example}" if meant else f"Write the two letters of a country behind the dash, for example: {example}",
    )
