"""When two short texts say the same.

What is compared of a typed answer, and how a near miss is shown.
"""

import re
import unicodedata
from difflib import SequenceMatcher

from engine.quiz.attempt import Change, Piece

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣-", "-"),
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("×·⋅∙∗", "*"),
        "⁄": "/",
        "∕": "/",
        "÷": "/",
        "≤": "<=",
        "≥": ">=",
        "≠": "!=",
        "→": "->",
        "∞": "infinity",
        "√": "sqrt",
        "∑": "sum",
        "∇": "nabla",
        "∂": "partial",
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
    }
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱᵀ", "0123456789+-niT")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₙ", "0123456789+-ijn")
_GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "ο": "omicron",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "ς": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
}
_GREEK_LETTER = re.compile(f"[{''.join(_GREEK)}]")
_GREEK_COMMAND = re.compile(rf"\\(?={'|'.join(sorted(set(_GREEK.values())))})")
_RAISED_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱᵀ]+")
_LOWERED_RUN = re.compile("[₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₙ]+")
_ACCENT = re.compile("[\u0300-\u036f]")
_LATIN = re.compile("[a-z][a-z\u0300-\u036f]+")
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S{3})")
_FORMULA = re.compile(r"[()=^*/<>\\]")
_HYPHEN = re.compile(
    r"(?<=[^\W\d_])-(?=[^\W\d_]{2})|(?<=[^\W\d_]{2})-(?=[^\W\d_])|(?<=[^\W\d_]\d)-(?=[^\W\d_]{2})"
)
_INDEX = re.compile(r"(?<=[^\W\d_])_(?=\d)")
_SPACE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
_WRAPPED = {'"': '"', "'": "'", "$": "$", "*": "*", "(": ")"}
_LAST = " \t.,;:?…"


def same_code(text: str) -> str:
    """``text`` as it is compared where case matters.

    Only the form of characters and runs of spaces are levelled.
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def same_words(text: str) -> str:
    """``text`` as it is compared otherwise.

    Case, spaces, hyphens inside words, accents of Latin words, forms of dashes and quotes, a
    leading article and punctuation at the end make no difference; raised figures are powers, Greek
    letters their names. Every letter, figure and operator counts: ``O(log n)`` is not ``O(n log
    n)``, and ``x̂`` is not ``x``.
    """
    text = _unwrapped(text.strip())
    text = _RAISED_RUN.sub(lambda run: "^" + run[0].translate(_RAISED), text)
    text = _LOWERED_RUN.sub(lambda run: "_" + run[0].translate(_LOWERED), text)
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS).casefold()
    text = _unwrapped(_unaccented(text).replace("**", "^").strip().rstrip(_LAST))
    if not _FORMULA.search(text):
        text = _HYPHEN.sub("", _ARTICLE.sub("", text, count=1))
    text = _GREEK_LETTER.sub(lambda letter: _GREEK[letter[0]], _GREEK_COMMAND.sub("", text))
    return _SPACE.sub("", _INDEX.sub("", text)).rstrip(_LAST)


def _unaccented(text: str) -> str:
    """``text`` without the accents of Latin words.

    An accent on a lone letter is a symbol's and stays.
    """
    bare = _LATIN.sub(_unaccented_run, unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare)


def _unaccented_run(run: re.Match[str]) -> str:
    letters = _ACCENT.sub("", run[0])
    return letters if len(letters) > 1 else run[0]


def _unwrapped(text: str) -> str:
    """``text`` without the quotes, dollars or stars it stands in, if nothing inside closes them."""
    while len(text) > 2 and _WRAPPED.get(text[0], "") == text[-1]:
        inner = text[1:-1]
        if text[0] in inner or text[-1] in inner:
            break
        text = inner.strip()
    return text


def distance(one: str, other: str, most: int) -> int:
    """The number of characters to insert, delete or replace (Levenshtein), at most ``most + 1``.

    Only the band that ``most`` leaves open is filled in: the time is ``len(one) * most``.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    far = most + 1
    row = [min(column, far) for column in range(len(other) + 1)]
    for index, character in enumerate(one, 1):
        first, last = max(1, index - most), min(len(other), index + most)
        new = [far] * (len(other) + 1)
        new[0] = min(index, far)
        for column in range(first, last + 1):
            change = row[column - 1] + (character != other[column - 1])
            new[column] = min(change, row[column] + 1, new[column - 1] + 1, far)
        row = new
    return row[-1]


def difference(given: str, accepted: str, *, exact: bool = False) -> tuple[Piece, ...]:
    """How ``given`` differs from ``accepted``, character by character.

    Only ``exact`` lets case count. The pieces that are the same or missing spell ``accepted``;
    those that are the same or extra spell ``given`` up to case.
    """
    one, other = (
        list(text) if exact else [_base(character) for character in text]
        for text in (given, accepted)
    )
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    pieces: list[Piece] = []
    for tag, start, end, from_, to in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.SAME, accepted[from_:to]))
            continue
        if end > start:
            pieces.append(Piece(Change.EXTRA, given[start:end]))
        if to > from_:
            pieces.append(Piece(Change.MISSING, accepted[from_:to]))
    return tuple(pieces)


def _base(character: str) -> str:
    """A character without its case and accent."""
    return unicodedata.normalize("NFD", character)[0].casefold()
