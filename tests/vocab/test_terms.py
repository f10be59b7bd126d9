"""The covers relation of the shipped kinds of data."""

from __future__ import annotations

from itertools import product

import pytest

from glasshouse.vocab.load import load_kinds
from glasshouse.vocab.terms import Kinds, VocabError, covers

CONTRACT = """
personal_data device device.imei device.imsi device.serial device.android_id device.advertising_id device.oaid
device.mac device.installed_apps device.sensors device.network location location.precise location.coarse contacts
call_log sms calendar messages messages.content phone_number email name account id_number biometric biometric.face
biometric.voice biometric.fingerprint photos camera microphone clipboard files payment payment.transactions
payment.bank_card credit credit.score health browsing viewing network_log password
""".split()


@pytest.fixture
def kinds() -> Kinds:
    return load_kinds()


@pytest.mark.parametrize("name", CONTRACT)
def test_each_kind_of_the_contract_is_there(kinds: Kinds, name: str) -> None:
    assert name in kinds.by_id
    assert kinds.covers("personal_data", name)


@pytest.mark.parametrize(
    ("general", "special", "answer"),
    [
        ("location", "location.precise", True),
        ("location", "location", True),
        ("location.precise", "location", False),
        ("location.coarse", "location.precise", False),
        ("network_log", "messages.content", False),
        ("messages.content", "network_log", False),
        ("messages", "messages.content", True),
        ("device", "device.imei", True),
        ("sms", "messages.content", False),
    ],
)
def test_covers(kinds: Kinds, general: str, special: str, *, answer: bool) -> None:
    assert kinds.covers(general, special) is answer


def test_covers_is_an_order(kinds: Kinds) -> None:
    every = list(kinds.by_id.values())
    for a, b in product(every, every):
        if a is not b:
            assert not (covers(a, b) and covers(b, a))
        for name in a.ancestors:
            assert kinds.by_id[name].ancestors <= a.ancestors


def test_an_unknown_id_is_not_answered(kinds: Kinds) -> None:
    with pytest.raises(KeyError):
        kinds.covers("location", "location.exact")


def test_an_error_names_its_place() -> None:
    error = VocabError("a.toml", "method x.y", "data", "a list")
    assert str(error) == "a.toml: method x.y: data: expected a list"
