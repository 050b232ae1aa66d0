"""Letters of the mathematical alphabets (ℝ, ℒ, 𝔤, 𝐱) and small raised and lowered characters."""

import unicodedata
from enum import Enum


class Alphabet(Enum):
    """How a letter is written; the value is the prefix of the letter's name in Unicode, if it has one."""

    ITALIC = ""
    UPRIGHT = "upright"
    BOLD = "MATHEMATICAL BOLD"
    BLACKBOARD = "MATHEMATICAL DOUBLE-STRUCK"
    SCRIPT = "MATHEMATICAL SCRIPT"
    FRAKTUR = "MATHEMATICAL FRAKTUR"


_BORROWED = {
    Alphabet.BLACKBOARD: dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
    Alphabet.SCRIPT: dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    Alphabet.FRAKTUR: dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
}

_CASES = {"Ll": "SMALL", "Lu": "CAPITAL"}
_SIGNS = {"∂": "𝛛", "∇": "𝛁", "ϵ": "𝛜", "ϕ": "𝛟", "ϑ": "𝛝", "ϱ": "𝛠", "ϖ": "𝛡", "ϰ": "𝛞"}


def _name(character: str, alphabet: Alphabet) -> str:
    if character.isdecimal():
        return f"{alphabet.value} {unicodedata.name(character)}"
    case = _CASES.get(unicodedata.category(character), "")
    letter = character.upper() if character.isascii() else unicodedata.name(character).split()[-1]
    return f"{alphabet.value} {case} {letter}"


def styled(character: str, alphabet: Alphabet) -> str:
    """Give `character` in `alphabet`, or as it is where Unicode has no such letter."""
    if alphabet in {Alphabet.ITALIC, Alphabet.UPRIGHT} or len(character) != 1:
        return character
    borrowed = _BORROWED.get(alphabet, {}).get(character)
    if borrowed is not None:
        return borrowed
    if alphabet is Alphabet.BOLD and character in _SIGNS:
        return _SIGNS[character]
    if not character.isalnum() or (
        not character.isascii() and "GREEK" not in unicodedata.name(character, "")
    ):
        return character
    try:
        return unicodedata.lookup(_name(character, alphabet))
    except KeyError:
        return character


_RAISED = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδεθιφχ*⋆†‡∘°⊤′",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᵋᶿᶥᵠᵡ*⋆†‡°°ᵀ′",
        strict=True,
    )
)
_LOWERED = dict(
    zip(
        "0123456789+−=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)
_SAME_RAISED = frozenset("*⋆†‡°′")


def raised(text: str) -> str | None:
    """Give `text` in superscript characters, or None where one is missing."""
    return _translated(text, _RAISED)


def lowered(text: str) -> str | None:
    """Give `text` in subscript characters, or None where one is missing."""
    return _translated(text, _LOWERED)


def primes(number: int, *, plain: bool) -> str:
    """Give `number` primes as one text."""
    if plain:
        return "'" * number
    return {2: "″", 3: "‴"}.get(number, "′" * number)


def _translated(text: str, table: dict[str, str]) -> str | None:
    found = [table.get(character) for character in text]
    return None if None in found else "".join(filter(None, found))


UNRAISED = {small: large for large, small in _RAISED.items() if small not in _SAME_RAISED}
UNLOWERED = {small: large for large, small in _LOWERED.items()}
