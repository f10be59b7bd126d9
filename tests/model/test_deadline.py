"""A deadline counts down and never runs below zero."""

from __future__ import annotations

from glasshouse.model.deadline import Deadline


def test_without_seconds_it_is_never_over() -> None:
    never = Deadline.after(None)
    assert never.left() is None
    assert not never.is_over()


def test_it_is_over_when_its_seconds_are() -> None:
    assert Deadline.after(0).is_over()
    assert Deadline(at=0.0).left() == 0.0
    assert not Deadline.after(3600).is_over()
