"""Program text in the theme's colours. Pygments is loaded when there is code to show, not before."""

from functools import cache
from typing import TYPE_CHECKING, Any

from tui.lines import Line

if TYPE_CHECKING:
    from pygments.lexer import Lexer


def highlighted(source: str, language: str) -> list[Line]:
    """``source`` as lines; without colours when the language is unknown."""
    lexer = _lexer(language.strip().lower())
    if lexer is None:
        return [[(line, "$code")] for line in source.split("\n")]
    lines: list[Line] = [[]]
    for kind, text in lexer.get_tokens(source):
        style = _style(kind)
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append((part, style))
    return lines


@cache
def _lexer(language: str) -> "Lexer | None":
    if not language:
        return None
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@cache
def _style(kind: Any) -> str:
    """The style of a Pygments token, or of the nearest of its parents that has one."""
    name = str(kind)
    while name:
        if name in _STYLES:
            return _STYLES[name]
        name = name.rpartition(".")[0]
    return "$code"


_STYLES = {
    "Token.Keyword": "$code-keyword",
    "Token.Operator.Word": "$code-keyword",
    "Token.Comment": "italic $code-comment",
    "Token.Literal.String": "$code-string",
    "Token.Literal.Number": "$code-number",
    "Token.Name.Function": "$code-name",
    "Token.Name.Class": "$code-name",
    "Token.Name.Decorator": "$code-name",
    "Token.Name.Builtin": "$code-name",
    "Token.Keyword.Constant": "$code-number",
}
