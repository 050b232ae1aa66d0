"""Code blocks, coloured by the six classes that the cards' styling knows in light and in dark."""

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from engine.anki import escape

if TYPE_CHECKING:
    from pygments.lexer import Lexer

LONGEST: Final = 20_000
"""Characters above which a block stays plain: a lexer may take quadratic time."""


def block(code: str, language: str = "") -> str:
    """``code`` as a ``pre`` element; plain when the language is unknown."""
    body = code.removesuffix("\n")
    lexer = _lexer(language.lower()) if language and len(body) <= LONGEST else None
    coloured = _coloured(body, lexer) if lexer is not None else escape.code(body)
    return f"<pre><code>{coloured}</code></pre>\n"


def _coloured(code: str, lexer: "Lexer") -> str:
    pieces = [(kind, value) for kind, value in lexer.get_tokens(code) if value]
    if "".join(value for _, value in pieces) != code:
        return escape.code(code)
    runs: list[tuple[str, str]] = []
    for kind, value in pieces:
        name = _class(kind) if value.strip() else ""
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1] + value)
        else:
            runs.append((name, value))
    return "".join(
        f'<span class="{name}">{escape.code(value)}</span>' if name else escape.code(value)
        for name, value in runs
    )


@cache
def _lexer(language: str) -> "Lexer | None":
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@cache
def _class(kind: Any) -> str:
    """The class of a token of pygments, whose own types do not say that kinds nest."""
    from pygments.token import Comment, Keyword, Name, Number, Operator, String

    classes: tuple[tuple[Any, str], ...] = (
        (Comment, "hl-c"),
        (Keyword, "hl-k"),
        (Operator.Word, "hl-k"),
        (String, "hl-s"),
        (Number, "hl-m"),
        (Name.Function, "hl-f"),
        (Name.Class, "hl-f"),
        (Name.Decorator, "hl-f"),
        (Name.Builtin, "hl-f"),
        (Operator, "hl-o"),
    )
    return next((name for group, name in classes if kind in group), "")
