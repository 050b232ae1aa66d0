"""Names as people write them, brought to one spelling: `lambda`, `\\lambda` and `λ`; `W1`, `W_1` and `W₁`; `\\hat y` and `ŷ`."""

import re
import unicodedata

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "eps": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "θ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "lam": "λ", "lamda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "pi": "π",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ",
}  # fmt: skip
LATEX_GREEK = {letter: name for name, letter in reversed(GREEK.items())}
LOOKALIKES = {"ϵ": "ε", "ϑ": "θ", "ϕ": "φ", "µ": "μ", "∆": "Δ", "ϱ": "ρ"}
ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304",
    "tilde": "\u0303", "widetilde": "\u0303", "star": "*",
}  # fmt: skip
ACCENT_WORDS = {"\u0302": "hat", "\u0304": "bar", "\u0303": "tilde"}

FUNCTIONS = {
    "sigmoid": "σ", "sigma": "σ", "σ": "σ", "sig": "σ", "logistic": "σ", "expit": "σ",
    "relu": "relu", "ReLU": "relu", "softplus": "softplus", "tanh": "tanh",
    "log": "log", "ln": "log", "log2": "log2", "lg": "log2", "log10": "log10", "exp": "exp", "sqrt": "sqrt",
    "sign": "sign", "sgn": "sign", "abs": "abs", "sin": "sin", "cos": "cos",
    "floor": "floor", "ceil": "ceil", "softmax": "softmax", "logsumexp": "logsumexp", "lse": "logsumexp",
    "LSE": "logsumexp", "logaddexp": "logaddexp", "diag": "diag", "Diag": "diag",
    "tr": "tr", "Tr": "tr", "trace": "tr", "Trace": "tr", "det": "det", "inv": "inv", "pinv": "pinv",
    "transpose": "transpose",
    "max": "max", "min": "min", "mean": "mean", "avg": "mean", "soft": "soft", "cond": "cond", "norm": "norm",
    "lambdamax": "λmax", "λmax": "λmax", "lambdamin": "λmin", "λmin": "λmin",
    "eigmax": "λmax", "eigmin": "λmin", "dot": "dot",
}  # fmt: skip
BINDERS = {
    "sum": "sum", "∑": "sum", "prod": "prod", "∏": "prod", "argmin": "argmin", "argmax": "argmax",
    "max": "max", "min": "min", "mean": "mean",
}  # fmt: skip
EXPECTATIONS = {"E": "E", "𝔼": "E", "Var": "Var", "var": "Var", "Cov": "Cov", "cov": "Cov"}
CONSTANTS = {"e", "π"}
WORDS = frozenset(FUNCTIONS) | frozenset(BINDERS) | frozenset(EXPECTATIONS)

_NAME = re.compile(r"([^\W\d_]+[\u0302\u0303\u0304]*)_?(\d*)", re.UNICODE)


def letter(word: str) -> str:
    """Give the Greek letter a word spells, or the word itself, in NFC."""
    word = LOOKALIKES.get(word, word)
    return GREEK.get(word, unicodedata.normalize("NFC", word))


def accented(base: str, accent: str) -> str:
    """Put an accent (`hat`, `bar`, `tilde`, `star`) on a letter."""
    return unicodedata.normalize("NFC", base + ACCENTS[accent])


def canonical(text: str) -> str:
    """Bring one declared name to its one spelling: `lambda_1` → `λ_1`, `W1` → `W_1`, `p_hat` → `p̂`."""
    text = unicodedata.normalize("NFC", text.strip()).lstrip("\\")
    text = text.translate(SUBSCRIPT_TEXT).replace("{", "").replace("}", "")
    accent = re.fullmatch(r"(hat|bar|tilde|widehat|overline)\s+(\w+)", text)
    if accent:
        return accented(letter(accent[2]), accent[1])
    star = text.endswith("*")
    base, _, script = text.rstrip("*").replace("^", "").partition("_")
    for word in ("hat", "bar", "tilde"):
        if script == word or (script == "" and base.endswith(word) and len(base) == len(word) + 1):
            return accented(letter(base.removesuffix(word)), word)
    match = _NAME.fullmatch(base)
    if match and match[2] and not script and letter(match[1]):
        base, script = match[1], match[2]
    name = letter(base) + (f"_{letter(script)}" if script else "")
    return name + ("*" if star else "")


SUBSCRIPTS = {
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9",
    "ₐ": "a", "ₑ": "e", "ₕ": "h", "ᵢ": "i", "ⱼ": "j", "ₖ": "k", "ₗ": "l", "ₘ": "m", "ₙ": "n", "ₒ": "o",
    "ₚ": "p", "ᵣ": "r", "ₛ": "s", "ₜ": "t", "ᵤ": "u", "ᵥ": "v", "ₓ": "x", "₊": "+", "₋": "-", "ᵦ": "β", "ᵧ": "γ",
}  # fmt: skip
SUPERSCRIPTS = {
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
    "⁺": "+", "⁻": "-", "ᵀ": "T", "ⁿ": "n", "ᵈ": "d", "ᵏ": "k", "ᵗ": "t", "ᵐ": "m", "ⁱ": "i", "ʲ": "j", "ᵇ": "b",
    "ˣ": "x", "⁽": "(", "⁾": ")", "ᵖ": "p", "ᶻ": "z", "ʸ": "y",
}  # fmt: skip
SUBSCRIPT_TEXT = str.maketrans({sign: "_" + plain for sign, plain in SUBSCRIPTS.items()})
_SHOWN = {plain: sign for sign, plain in SUBSCRIPTS.items() if plain.isalnum()}
_RAISED = {plain: sign for sign, plain in SUPERSCRIPTS.items()}
_RAISED["-"] = "⁻"


def lowered(text: str) -> str | None:
    """Give a text in subscript characters, or None where Unicode lacks one."""
    return "".join(_SHOWN[c] for c in text) if text and all(c in _SHOWN for c in text) else None


def raised(text: str) -> str | None:
    """Give a text in superscript characters, or None where Unicode lacks one."""
    return "".join(_RAISED[c] for c in text) if text and all(c in _RAISED for c in text) else None


def shown(name: str) -> str:
    """Give a canonical name as it is shown: `W_1` → `W₁`, `n_L` stays."""
    base, _, script = name.partition("_")
    if not script:
        return name
    low = lowered(script)
    return base + low if low else name


def latex(name: str) -> str:
    """Give a canonical name as LaTeX: `ŷ` → `\\hat{y}`, `λ_1` → `\\lambda_{1}`."""
    base, _, script = name.partition("_")
    star = base.endswith("*")
    letters = unicodedata.normalize("NFD", base.rstrip("*"))
    accents = [c for c in letters if c in ACCENT_WORDS]
    plain = "".join(c for c in letters if c not in ACCENT_WORDS)
    body = "\\" + LATEX_GREEK[plain] if plain in LATEX_GREEK else plain
    if len(plain) > 1 and plain not in LATEX_GREEK:
        body = f"\\mathrm{{{plain}}}"
    for accent in accents:
        body = f"\\{ACCENT_WORDS[accent]}{{{body}}}"
    low = "\\" + LATEX_GREEK[script] if script in LATEX_GREEK else script
    return body + ("^*" if star else "") + (f"_{{{low}}}" if script else "")
