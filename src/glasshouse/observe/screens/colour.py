"""Colours as people see them: WCAG 2 contrast, and layers of paint over each other."""

from __future__ import annotations

Colour = tuple[int, int, int]


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


_LINEAR = tuple(_linear(channel) for channel in range(256))


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    return 0.2126 * _LINEAR[colour[0]] + 0.7152 * _LINEAR[colour[1]] + 0.0722 * _LINEAR[colour[2]]


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21, in whatever order (WCAG 2.2, definition of contrast ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def over(argb: int, ground: Colour, opacity: float = 1.0) -> Colour:
    """The colour that paint ``0xAARRGGBB`` gives on a ground, its alpha times ``opacity``."""
    alpha = (argb >> 24 & 0xFF) / 255 * opacity
    red, green, blue = (
        round(alpha * (argb >> shift & 0xFF) + (1 - alpha) * below)
        for shift, below in zip((16, 8, 0), ground, strict=True)
    )
    return red, green, blue
