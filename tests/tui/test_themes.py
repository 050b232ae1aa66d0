import pytest
from textual.color import Color

from tui.themes import PALETTES, theme


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (part / 255 for part in Color.parse(colour).rgb)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", PALETTES)
def test_every_text_can_be_read(name: str) -> None:
    palette = PALETTES[name]
    least = 7.0 if name == "high-contrast" else 4.5
    for what, colour in palette.texts().items():
        for ground in (palette.background, palette.surface):
            assert contrast(colour, ground) >= least, what


@pytest.mark.parametrize("name", PALETTES)
def test_rules_and_bars_can_be_seen(name: str) -> None:
    palette = PALETTES[name]
    assert contrast(palette.faint, palette.background) >= 1.4


def test_a_theme_defines_every_colour_that_text_asks_for() -> None:
    for name in PALETTES:
        variables = theme(name).variables
        assert {"dim", "faint", "good", "close", "bad", "code", "code-keyword"} <= set(variables)
