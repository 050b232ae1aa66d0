"""The signs of mathematics: LaTeX name, Unicode, ASCII, and what each is to its neighbours.

A table is words in threes: the command, the sign, its ASCII form. Several commands for one sign are joined by commas.
"""

from collections.abc import Iterator

from engine.maths.formula.tree import Kind, Symbol

_LETTERS = """
alpha α alpha  beta β beta  gamma γ gamma  delta δ delta  epsilon ϵ epsilon  varepsilon ε epsilon
zeta ζ zeta  eta η eta  theta θ theta  vartheta ϑ vartheta  iota ι iota  kappa κ kappa  varkappa ϰ varkappa
lambda λ lambda  mu μ mu  nu ν nu  xi ξ xi  omicron ο omicron  pi π pi  varpi ϖ varpi  rho ρ rho
varrho ϱ varrho  sigma σ sigma  varsigma ς varsigma  tau τ tau  upsilon υ upsilon  phi ϕ phi  varphi φ phi
chi χ chi  psi ψ psi  omega ω omega  digamma ϝ digamma
Gamma,varGamma Γ Gamma  Delta,varDelta Δ Delta  Theta,varTheta Θ Theta  Lambda,varLambda Λ Lambda
Xi,varXi Ξ Xi  Pi,varPi Π Pi  Sigma,varSigma Σ Sigma  Upsilon,varUpsilon Υ Upsilon  Phi,varPhi Φ Phi
Psi,varPsi Ψ Psi  Omega,varOmega Ω Omega
infty ∞ inf  partial ∂ d  nabla ∇ grad  ell ℓ l  hbar,hslash ℏ hbar  forall ∀ forall  exists ∃ exists
nexists ∄ nexists  emptyset,varnothing ∅ {}  top,intercal ⊤ T  bot ⊥ _|_  angle ∠ angle  aleph ℵ aleph
triangle,bigtriangleup △ triangle  Re ℜ Re  Im ℑ Im  wp ℘ wp  imath ı i  jmath ȷ j  prime ′ '  neg,lnot ¬ ~
degree ° deg  checkmark ✓ ok  square,Box □ []  blacksquare,qedsymbol ■ []  complement ∁ complement  surd √ sqrt
vdots ⋮ :  backslash,textbackslash \\ \\  _ _ _  % % %  # # #  & & &  $ $ $  S § S  P ¶ P  copyright © (c)
clubsuit ♣ clubs  diamondsuit ♢ diamonds  heartsuit ♡ hearts  spadesuit ♠ spades  flat ♭ flat  sharp ♯ sharp
eth ð d  pounds £ GBP  beth ℶ beth  Bbbk 𝕜 k  mho ℧ mho  natural ♮ natural  lozenge ◊ <>
"""

_BINARY = """
pm ± +-  mp ∓ -+  times × x  div ÷ /  cdot · *  ast * *  star ⋆ *  circ ∘ o  bullet • *  odot ⊙ .*  oplus ⊕ (+)
otimes ⊗ (x)  ominus ⊖ (-)  oslash ⊘ (/)  cap ∩ intersect  cup ∪ union  uplus ⊎ (u+)  sqcap ⊓ meet  sqcup ⊔ join
wedge,land ∧ and  vee,lor ∨ or  setminus,smallsetminus ∖ \\  wr ≀ wr  amalg ⨿ coprod  diamond ⋄ <>
dagger,dag † dagger  ddagger,ddag ‡ ddagger  ltimes ⋉ |x  rtimes ⋊ x|  boxplus ⊞ [+]  boxtimes ⊠ [x]
bmod mod mod  veebar,xor ⊻ xor  triangleleft ◁ <|  triangleright ▷ |>  barwedge ⊼ nand
"""

_RELATIONS = """
leq,le,leqslant,leqq ≤ <=  geq,ge,geqslant,geqq ≥ >=  neq,ne ≠ !=  lt < <  gt > >  ll ≪ <<  gg ≫ >>
equiv ≡ ==  approx ≈ ~=  approxeq ≊ ~=  sim,thicksim ∼ ~  simeq ≃ ~=  cong ≅ =~  propto,varpropto ∝ prop  doteq ≐ .=
asymp ≍ asymp  perp ⊥ _|_  parallel ∥ ||  nparallel ∦ !||  mid | |  nmid ∤ !|  in,isin ∈ in  notin ∉ notin  ni,owns ∋ ni
subset ⊂ subset  supset ⊃ supset  subseteq ⊆ subseteq  supseteq ⊇ supseteq  subsetneq ⊊ subsetneq
supsetneq ⊋ supsetneq  nsubseteq ⊈ nsubseteq  sqsubseteq ⊑ [=  sqsupseteq ⊒ =]  prec ≺ prec  succ ≻ succ
preceq,preccurlyeq ≼ preceq  succeq,succcurlyeq ≽ succeq  lesssim ≲ <~  gtrsim ≳ >~  models,vDash ⊨ |=  vdash ⊢ |-
dashv ⊣ -|  triangleq ≜ :=  coloneqq,coloneq,colonequals ≔ :=  eqqcolon ≕ =:  lessgtr ≶ <>  nless ≮ !<  ngtr ≯ !>
nleq ≰ !<=  ngeq ≱ !>=  bowtie ⋈ join  smile ⌣ smile  frown ⌢ frown  trianglelefteq ⊴ <=|  trianglerighteq ⊵ |>=
to,rightarrow → ->  gets,leftarrow ← <-  leftrightarrow ↔ <->  Rightarrow ⇒ =>  Leftarrow ⇐ <==
implies,Longrightarrow ⟹ ==>  Leftrightarrow ⇔ <=>
iff,Longleftrightarrow ⟺ <=>  impliedby,Longleftarrow ⟸ <==  longrightarrow ⟶ -->
longleftarrow ⟵ <--  longleftrightarrow ⟷ <-->  mapsto ↦ |->  longmapsto ⟼ |-->  uparrow ↑ up  downarrow ↓ down
updownarrow ↕ updown  Uparrow ⇑ up  Downarrow ⇓ down  nearrow ↗ ne  searrow ↘ se  swarrow ↙ sw  nwarrow ↖ nw
hookrightarrow ↪ c->  hookleftarrow ↩ <-c  rightharpoonup ⇀ ->  leftharpoonup ↼ <-  rightleftharpoons ⇌ <=>
leadsto,rightsquigarrow ⇝ ~>  twoheadrightarrow ↠ ->>  rightrightarrows ⇉ =>  nrightarrow ↛ !->  nRightarrow ⇏ !=>
therefore ∴ therefore  because ∵ because  Vdash ⊩ ||-  circeq ≗ o=
"""

_PUNCTUATION = "colon : :"

_INNER = "ldots,dots,dotsc,dotso,mathellipsis … ...  cdots,dotsb,dotsm,dotsi ⋯ ...  ddots ⋱ ..."

_OPEN = """
lbrace,{ { {  langle ⟨ <  lfloor ⌊ floor(  lceil ⌈ ceil(  lvert | |  lVert ‖ ||  lbrack [ [  lparen ( (
"""

_CLOSE = """
rbrace,} } }  rangle ⟩ >  rfloor ⌋ )  rceil ⌉ )  rvert | |  rVert ‖ ||  rbrack ] ]  rparen ) )
"""

_BARS = "vert | |  Vert,| ‖ ||"

_BIG = """
sum ∑ sum  prod ∏ prod  coprod ∐ coprod  bigcup ⋃ union  bigcap ⋂ intersect  bigoplus ⨁ (+)  bigotimes ⨂ (x)
bigodot ⨀ (.)  bigvee ⋁ or  bigwedge ⋀ and  bigsqcup ⨆ join  biguplus ⨄ (u+)
"""

_INTEGRALS = "int,intop,smallint ∫ int  iint ∬ iint  iiint ∭ iiint  oint ∮ oint"

_WORDS = "log ln exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan arg deg dim hom ker lg"
_LIMIT_WORDS = "det gcd inf lim max min Pr sup argmin argmax"

_CHARACTERS = """
+ + binary  - - binary  * * binary  = = relation  < < relation  > > relation  : : relation  ( ( open  [ [ open
) ) close  ] ] close  | | bar  , , punctuation  ; ; punctuation  ! ! close  ? ? close
"""

_NEGATED = {
    "=": "≠", "<": "≮", ">": "≯", "∈": "∉", "∋": "∌", "≤": "≰", "≥": "≱", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉",
    "≡": "≢", "∼": "≁", "≈": "≉", "≃": "≄", "≅": "≇", "|": "∤", "∥": "∦", "∃": "∄", "→": "↛", "⇒": "⇏", "⊢": "⊬",
    "⊨": "⊭", "≺": "⊀", "≻": "⊁",
}  # fmt: skip


def _threes(table: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    words = table.split()
    for at in range(0, len(words), 3):
        names, text, plain = words[at : at + 3]
        yield tuple(names.split(",")), text, plain


def _commands() -> dict[str, Symbol]:
    found: dict[str, Symbol] = {}
    for table, kind, big, limits in (
        (_LETTERS, Kind.ORDINARY, False, False),
        (_BINARY, Kind.BINARY, False, False),
        (_RELATIONS, Kind.RELATION, False, False),
        (_PUNCTUATION, Kind.PUNCTUATION, False, False),
        (_INNER, Kind.INNER, False, False),
        (_OPEN, Kind.OPEN, False, False),
        (_CLOSE, Kind.CLOSE, False, False),
        (_BARS, Kind.BAR, False, False),
        (_BIG, Kind.OPERATOR, True, True),
        (_INTEGRALS, Kind.OPERATOR, True, False),
    ):
        for names, text, plain in _threes(table):
            symbol = Symbol(text, plain, kind, big, limits)
            found.update(dict.fromkeys(names, symbol))
    for words, limits in ((_WORDS, False), (_LIMIT_WORDS, True)):
        for word in words.split():
            found[word] = Symbol(word, word, Kind.OPERATOR, limits=limits)
    for name, words in (("limsup", "lim sup"), ("liminf", "lim inf")):
        found[name] = Symbol(words, words, Kind.OPERATOR, limits=True)
    return found


def _characters() -> dict[str, Symbol]:
    found: dict[str, Symbol] = {}
    for symbol in COMMANDS.values():
        if not symbol.text.isascii():
            found.setdefault(symbol.text, symbol)
    for names, text, kind in _threes(_CHARACTERS):
        found[names[0] or ","] = Symbol(text, text, Kind[kind.upper()])
    found["-"] = found["−"] = Symbol("−", "-", Kind.BINARY)
    found["’"] = found["′"]
    return found


COMMANDS = _commands()
CHARACTERS = _characters()


def negated(symbol: Symbol) -> Symbol:
    r"""Give `symbol` struck through, as `\not` does."""
    text = _NEGATED.get(symbol.text, symbol.text + "\N{COMBINING LONG SOLIDUS OVERLAY}")
    plain = f"not {symbol.plain}" if symbol.plain.isalpha() else f"!{symbol.plain}"
    return Symbol(text, plain, symbol.kind)
