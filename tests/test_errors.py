"""Exit codes are a promise to scripts: their numbers never move."""

from __future__ import annotations

from glasshouse.errors import Exit, InputError


def test_exit_codes_keep_their_numbers() -> None:
    assert {code.name: code.value for code in Exit} == {
        "OK": 0,
        "FINDINGS": 1,
        "USAGE": 2,
        "UNUSABLE": 3,
        "INCOMPLETE": 4,
        "DEFECT": 70,
        "INTERRUPTED": 130,
        "PIPE_CLOSED": 141,
    }


def test_an_error_carries_its_next_step_apart_from_its_message() -> None:
    error = InputError("a.apk: not a package", hint="give an .apk")
    assert (str(error), error.hint) == ("a.apk: not a package", "give an .apk")
