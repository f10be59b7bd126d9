"""Every data set has a version, a date and a hash."""

from __future__ import annotations

import re

from glasshouse.vocab.stamps import stamps


def test_each_data_set_is_stamped() -> None:
    for name, (version, date) in stamps().items():
        assert re.fullmatch(r"\w+\+[0-9a-f]{12}", version), name
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", date), name


def test_the_hash_is_of_the_files() -> None:
    versions = [version for version, _ in stamps().values()]
    assert len(set(versions)) == len(versions)
