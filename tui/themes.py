"""Three themes: dark, light and high contrast.

Text, dim text and one accent carry the screen; green, amber and red are for verdicts alone. Every colour of text
keeps a contrast of 4.5 to its background, 7 in the high-contrast theme, which a test holds.
"""

from dataclasses import dataclass, fields

from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme. ``faint`` is for rules and bars, which are no text."""

    background: str
    surface: str
    text: str
    dim: str
    faint: str
    accent: str
    good: str
    close: str
    bad: str
    code: str
    code_keyword: str
    code_string: str
    code_number: str
    code_name: str
    code_comment: str

    def texts(self) -> dict[str, str]:
        """The colours that text is painted in."""
        plain = {"background", "surface", "faint"}
        return {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if field.name not in plain
        }


PALETTES = {
    "dark": Palette(
        background="#16181d",
        surface="#20242c",
        text="#d8dbe0",
        dim="#8b919c",
        faint="#4b5362",
        accent="#7fb4ca",
        good="#8fbf7f",
        close="#d9b26a",
        bad="#e08a80",
        code="#c8cdd6",
        code_keyword="#a9a1d8",
        code_string="#a3bf8a",
        code_number="#d9b08c",
        code_name="#86b6c9",
        code_comment="#8b919c",
    ),
    "light": Palette(
        background="#faf8f4",
        surface="#efece5",
        text="#2b2d31",
        dim="#66686e",
        faint="#cfcbc2",
        accent="#1f6584",
        good="#356f2d",
        close="#82570a",
        bad="#ab352b",
        code="#33363c",
        code_keyword="#5d4a9c",
        code_string="#41691f",
        code_number="#8a4b12",
        code_name="#1f6584",
        code_comment="#66686e",
    ),
    "high-contrast": Palette(
        background="#000000",
        surface="#1a1a1a",
        text="#ffffff",
        dim="#c4c4c4",
        faint="#8a8a8a",
        accent="#ffd84d",
        good="#7df57d",
        close="#ffc04d",
        bad="#ff9d94",
        code="#ffffff",
        code_keyword="#d6c2ff",
        code_string="#b6f29c",
        code_number="#ffcf9e",
        code_name="#9be4ff",
        code_comment="#c4c4c4",
    ),
}


def theme(name: str) -> Theme:
    """The Textual theme of that name."""
    palette = PALETTES[name]
    variables = {
        field.name.replace("_", "-"): getattr(palette, field.name) for field in fields(palette)
    }
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.accent,
        accent=palette.accent,
        foreground=palette.text,
        background=palette.background,
        surface=palette.surface,
        panel=palette.surface,
        success=palette.good,
        warning=palette.close,
        error=palette.bad,
        dark=name != "light",
        variables={
            **variables,
            "block-cursor-foreground": palette.text,
            "block-cursor-background": palette.surface,
            "block-cursor-text-style": "bold",
            "input-cursor-background": palette.accent,
            "input-cursor-foreground": palette.background,
            "input-selection-background": palette.faint,
            "scrollbar": palette.faint,
            "scrollbar-hover": palette.dim,
            "scrollbar-active": palette.dim,
            "scrollbar-background": palette.background,
            "scrollbar-background-hover": palette.background,
            "scrollbar-background-active": palette.background,
            "scrollbar-corner-color": palette.background,
            "border": palette.faint,
        },
    )
