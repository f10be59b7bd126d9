"""Checks of the SDK table. Run it after every edit: ``python -m glasshouse.vocab.check_sdks``.

Each check yields sentences that name the row and say what to do.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import tomli

from glasshouse.vocab.sdks import (
    SIGN_KINDS,
    Company,
    Sdk,
    load_names,
    load_packers,
    load_parties,
    load_roles,
    load_runtimes,
    load_sdks,
    rows_in,
    shipped,
)

#: A project or a developer that states no seat; user-assigned in ISO 3166-1.
NO_SEAT = "ZZ"

#: ISO 3166-1 alpha-2, as of 2026.
_COUNTRY_CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO "
    "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE "
    "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO "
    "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW "
    "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM "
    "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
)
COUNTRIES = frozenset(_COUNTRY_CODES.split())

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_JAVA_NAME = re.compile(r"[A-Za-z_][\w$]*(\.[A-Za-z_][\w$]*)*\Z")
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+\Z")
_NATIVE = re.compile(r"lib[\w+.*-]+\.so\Z")

#: Shortest one-label prefix that may name an owner; shorter ones look like shortened names.
_SHORTEST_LABEL = 4


def complaints() -> Iterator[str]:
    """Yield every wrong thing in the shipped table, in the order of the ids."""
    sdks, parties = load_sdks(), load_parties()
    yield from _ids(sdks)
    yield from _signs_once(sdks)
    for sdk in sdks:
        yield from _family(sdk, parties)
    yield from _companies(parties)
    yield from _known_data(sdks)
    yield from _outside(parties)


def _ids(sdks: tuple[Sdk, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for name in [sdk.id for sdk in sdks] + [row.id for row in load_names()]:
        if not _ID.match(name):
            yield f"{name}: an id is lower-case words joined by hyphens"
        if name in seen:
            yield f"{name}: the id is used twice"
        seen.add(name)
    party_ids = [row["id"] for row in rows_in("parties.toml", "party")]
    for name in sorted({name for name in party_ids if party_ids.count(name) > 1}):
        yield f"{name}: the party is listed twice"


def _signs_once(sdks: tuple[Sdk, ...]) -> Iterator[str]:
    """A sign of two families decides nothing: it belongs to one, or to none."""
    owner: dict[tuple[str, str], str] = {}
    for sdk in sdks:
        for kind in (*SIGN_KINDS, "weak"):
            group = "prefix" if kind == "weak" else kind
            for value in sdk.signs(kind):
                other = owner.setdefault((group, value), sdk.id)
                if other != sdk.id:
                    yield f"{sdk.id}: {kind} {value!r} belongs to {other} already"
            if len(set(sdk.signs(kind))) != len(sdk.signs(kind)):
                yield f"{sdk.id}: a {kind} is listed twice"


def _family(sdk: Sdk, parties: dict[str, Company]) -> Iterator[str]:
    if sdk.owner not in parties:
        yield f"{sdk.id}: owner {sdk.owner!r} is not in parties.toml"
    if len(sdk.kinds) < 2:
        yield f"{sdk.id}: has signs of one kind only; add a second kind or move it to names_only.toml"
    for role in sdk.roles:
        if role not in load_roles():
            yield f"{sdk.id}: role {role!r} is not in sdk_roles.toml"
    if not sdk.roles:
        yield f"{sdk.id}: has no role"
    if sdk.confidence not in {"high", "medium", "low"}:
        yield f"{sdk.id}: confidence is high, medium or low, not {sdk.confidence!r}"
    if sdk.reads and not sdk.said_source:
        yield f"{sdk.id}: `reads` needs `said_source`: who said it"
    for switch in sdk.switches:
        if switch.meta_data not in sdk.meta_data:
            yield f"{sdk.id}: the switch {switch.meta_data!r} is not among its meta_data"
    yield from _shapes(sdk)


def _shapes(sdk: Sdk) -> Iterator[str]:
    for value in sdk.prefix:
        if "." not in value and len(value) < _SHORTEST_LABEL:
            yield f"{sdk.id}: prefix {value!r} is too short to name an owner: list it under weak"
    for kind in ("prefix", "weak"):
        for value in sdk.signs(kind):
            if not _JAVA_NAME.match(value):
                yield f"{sdk.id}: {kind} {value!r} is not a dotted package name"
    for value in sdk.component:
        if not _JAVA_NAME.match(value.removeprefix(".")) or "." not in value:
            yield f"{sdk.id}: component {value!r} is not a class name"
    for value in sdk.endpoint:
        if not _HOST.match(value):
            yield f"{sdk.id}: endpoint {value!r} is not a host name"
    for value in sdk.native:
        if not _NATIVE.match(value):
            yield f"{sdk.id}: native {value!r} is not the name of a shared library"


def _companies(parties: dict[str, Company]) -> Iterator[str]:
    for company in parties.values():
        if company.country not in COUNTRIES and company.country != NO_SEAT:
            yield f"{company.id}: {company.country!r} is not an ISO 3166-1 country"
        chain = [company.id]
        while (group := parties[chain[-1]].group) is not None:
            if group not in parties:
                yield f"{company.id}: group {group!r} is not in parties.toml"
                break
            if group in chain:
                yield f"{company.id}: its groups run in a ring: {' > '.join([*chain, group])}"
                break
            chain.append(group)


def _known_data(sdks: tuple[Sdk, ...]) -> Iterator[str]:
    """Hold ``reads`` against the vocabulary of data kinds, where that file is there."""
    file = shipped() / "data_kinds.toml"
    if not file.is_file():
        return
    known = {
        row["id"]
        for rows in tomli.loads(file.read_text("utf-8")).values()
        if isinstance(rows, list)
        for row in rows
        if isinstance(row, dict) and "id" in row
    }
    for sdk in sdks:
        for data in sdk.reads:
            if known and data not in known:
                yield f"{sdk.id}: reads {data!r}, which is not a kind of data"


def _outside(parties: dict[str, Company]) -> Iterator[str]:
    seen: set[str] = set()
    for packer in load_packers():
        if packer.owner is not None and packer.owner not in parties:
            yield f"{packer.id}: owner {packer.owner!r} is not in parties.toml"
        if not (packer.native or packer.stub or packer.asset):
            yield f"{packer.id}: has no sign"
        for sign in (*packer.native, *packer.stub, *packer.asset):
            if sign in seen:
                yield f"{packer.id}: sign {sign!r} is another packer's already"
            seen.add(sign)
    for runtime in load_runtimes():
        if not runtime.entry:
            yield f"{runtime.id}: has no entry glob"


def main() -> int:
    """Print the complaints; the exit status is 1 when there are any."""
    found = list(complaints())
    for sentence in found:
        sys.stdout.write(sentence + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
