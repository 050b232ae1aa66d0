"""Text as HTML in which no browser, no MathJax and no mark-up of Anki's finds anything else."""

import html
import re

_UNSTORABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters, of which U+001F separates Anki's fields, and what is no character at all."""
_MATHS_BRACKET = re.compile(r"\\([()\[\]])")
_DOUBLE_OPEN = re.compile(r"\{(?=\{)|(?<=\{)\{|\{\Z")
_ANKI_BRACKET = re.compile(r"\[(?=/?latex\]|/?\${1,2}\]|sound:|anki:|\[?type:)", re.IGNORECASE)


def storable(text: str) -> str:
    """``text`` without control characters (but line feeds and tabs) and what cannot be stored."""
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def text(content: str) -> str:
    r"""Running text. An element cuts a literal ``\(``, so that MathJax begins no formula there."""
    return _MATHS_BRACKET.sub(r"&#92;<span>\1</span>", html.escape(content, quote=False))


def code(content: str) -> str:
    """Text inside ``code`` or ``pre``, where MathJax does not look for formulas but Anki does."""
    return _MATHS_BRACKET.sub(r"&#92;\1", html.escape(content, quote=False))


def attribute(content: str) -> str:
    """The value of an attribute, without its quotation marks."""
    return html.escape(content, quote=True).replace("\n", " ")


def maths(content: str, *, display: bool = False) -> str:
    r"""LaTeX between MathJax's delimiters, ``\(…\)``, or ``\[…\]`` when it stands on its own."""
    body = html.escape(content.strip(), quote=False)
    return rf"\[{body}\]" if display else rf"\({body}\)"


def seal(markup: str) -> str:
    """Finished HTML in which Anki finds no cloze, sound, speech, typing field or LaTeX picture."""
    return _ANKI_BRACKET.sub("&#91;", _DOUBLE_OPEN.sub("&#123;", storable(markup)))
