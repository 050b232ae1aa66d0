"""Unicode spelled in ASCII, each character with its place, so that every later step knows one alphabet."""

import unicodedata
from dataclasses import dataclass

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "eps": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ",
    "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ",
    "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
"""The names of Greek letters, as ASCII and LaTeX write them."""

_ASCII = {
    "·": "*", "×": "*", "∗": "*", "⋅": "*", "•": "*", "÷": "/", "⁄": "/", "∕": "/",
    "−": "-", "–": "-", "≤": "<=", "⩽": "<=", "≥": ">=", "⩾": ">=", "≪": "<<", "≫": ">>",
    "⌈": "(", "⌉": ")", "⌊": "(", "⌋": ")", "∣": "|", "∈": "=", "≈": "~", "≍": "~",
    "∼": "~", "→": "->", "∞": " inf ", "√": " sqrt ", "ϵ": "ε", "ϕ": "φ", "ϑ": "θ",
    "µ": "μ", "\u2061": "", "\u2062": "*", "\u200b": "", "½": "(1/2)",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spelling:
    """ASCII text (Greek kept) and, for each of its characters, the place in the source it came from."""

    text: str
    places: tuple[int, ...]

    def place(self, at: int) -> int:
        """The place in the source of character `at`; past the end, the end."""
        return self.places[min(at, len(self.places) - 1)]


def spelled(source: str) -> Spelling:
    """Spell `source`: runs of superscripts become `^(…)`, of subscripts `_{…}`, letters lose their styles."""
    text: list[str] = []
    places: list[int] = []
    at = 0

    def put(piece: str, place: int) -> None:
        text.extend(piece)
        places.extend([place] * len(piece))

    while at < len(source):
        tag = _script(source[at])
        if not tag:
            put(_plain(source[at]), at)
            at += 1
            continue
        put("^(" if tag == "<super>" else "_{", at)
        while at < len(source) and _script(source[at]) == tag:
            put(_plain(source[at]), at)
            at += 1
        put(")" if tag == "<super>" else "}", at - 1)
    places.append(len(source))
    return Spelling("".join(text), tuple(places))


def canonical(name: str) -> str:
    """Give the one spelling of a variable's name: `\\lambda`, `lambda` and `λ` are λ, `d_{k}` is d_k."""
    plain = spelled(name.strip().strip("|")).text
    plain = plain.replace("\\", "").replace("{", "").replace("}", "").replace(" ", "")
    head, below, sub = plain.partition("_")
    return GREEK.get(head, head) + below + sub


def _script(character: str) -> str:
    if character.isascii():
        return ""
    tag = unicodedata.decomposition(character).partition(" ")[0]
    return tag if tag in {"<super>", "<sub>"} else ""


def _plain(character: str) -> str:
    if character.isascii():
        return character
    if character in _ASCII:
        return _ASCII[character]
    folded = unicodedata.normalize("NFKC", character)
    folded = _ASCII.get(folded, folded)
    return folded if len(folded) == 1 or folded.isascii() else character
