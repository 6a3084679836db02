"""Formulas: a small part of LaTeX's notation into Typst's, and into words for a screen reader.

Small on purpose: what a handbook prints now and then. Anything else is refused by name, so a formula is never
half right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from handbook.pdf.markup import escape, string

_TOKEN = re.compile(r"\s*(\\[A-Za-z]+\*?|\\.|\d+(?:\.\d+)?|\S)", re.DOTALL)

# What a command prints, and how it is read out.
_SIGNS = {
    "alpha": ("α", "alpha"),
    "beta": ("β", "beta"),
    "gamma": ("γ", "gamma"),
    "delta": ("δ", "delta"),
    "epsilon": ("ε", "epsilon"),
    "eta": ("η", "eta"),
    "theta": ("θ", "theta"),
    "kappa": ("κ", "kappa"),
    "lambda": ("λ", "lambda"),
    "mu": ("μ", "mu"),
    "pi": ("π", "pi"),
    "rho": ("ρ", "rho"),
    "sigma": ("σ", "sigma"),
    "tau": ("τ", "tau"),
    "phi": ("φ", "phi"),
    "chi": ("χ", "chi"),
    "psi": ("ψ", "psi"),
    "omega": ("ω", "omega"),
    "Delta": ("Δ", "Delta"),
    "Sigma": ("Σ", "Sigma"),
    "Omega": ("Ω", "Omega"),
    "times": ("×", "times"),
    "cdot": ("⋅", "times"),
    "div": ("÷", "divided by"),
    "pm": ("±", "plus or minus"),
    "le": ("≤", "is at most"),
    "leq": ("≤", "is at most"),
    "ge": ("≥", "is at least"),
    "geq": ("≥", "is at least"),
    "ne": ("≠", "is not equal to"),
    "neq": ("≠", "is not equal to"),
    "approx": ("≈", "is about"),
    "propto": ("∝", "is proportional to"),
    "to": ("→", "to"),
    "rightarrow": ("→", "to"),
    "leftarrow": ("←", "from"),
    "leftrightarrow": ("↔", "to and from"),
    "infty": ("∞", "infinity"),
    "sum": ("∑", "the sum"),
    "prod": ("∏", "the product"),
    "int": ("∫", "the integral"),
    "circ": ("°", "degrees"),
    "ldots": ("…", "and so on"),
    "dots": ("…", "and so on"),
    "%": (r"\%", "per cent"),
    "#": (r"\#", "number"),
    "&": (r"\&", "and"),
    "{": (r"\{", "open brace"),
    "}": (r"\}", "close brace"),
}
_FUNCTIONS = ("exp", "lim", "ln", "log", "max", "min")
_SPACES = {",": "0.17em", ":": "0.22em", ";": "0.28em", " ": "0.25em", "quad": "1em", "qquad": "2em"}
_ACCENTS = {"bar": ("macron", "bar"), "hat": ("hat", "hat"), "overline": ("overline", "bar")}
_WORDS = {"text": "upright", "mathrm": "upright", "textrm": "upright", "mathbf": "bold", "textbf": "bold"}
_SPOKEN = {
    "+": "plus",
    "-": "minus",
    "=": "equals",
    "<": "is less than",
    ">": "is more than",
    "*": "times",
    "/": "over",
    "(": "open bracket",
    ")": "close bracket",
    "[": "open square bracket",
    "]": "close square bracket",
    "|": "bar",
    "!": "factorial",
}
_CHARGE = re.compile(r"(\d+ )?(plus|minus)|degrees|prime")  # of an ion; of a temperature
_POWERS = {"2": "squared", "3": "cubed"}


class FormulaError(ValueError):
    """A formula that uses more of LaTeX than is known here."""


@dataclass(frozen=True)
class Formula:
    """A formula as Typst markup, without dollar signs, and in words."""

    markup: str
    words: str


# Commands that need nothing behind them.
_KNOWN = {name: Formula(*form) for name, form in _SIGNS.items()}
_KNOWN |= {name: Formula(name, name) for name in _FUNCTIONS}
_KNOWN |= {name: Formula(f"#h({width}) ", "") for name, width in _SPACES.items()}
_KNOWN["\\"] = Formula("\\ ", "next line")
# Signs that may be typed as they are. '&' sets the lines of 'aligned' below one another.
_TYPED = {form[0]: Formula(*form) for form in _SIGNS.values() if len(form[0]) == 1}
_TYPED |= {sign: Formula(escape(sign), words) for sign, words in _SPOKEN.items()}
_TYPED |= {"&": Formula("&", ""), "'": Formula("′", "prime")}


def read_formula(latex: str) -> Formula:
    """Return what a formula prints, and how it is read out.

    :raises FormulaError: naming what is not known, or not closed.
    """
    reader = _Reader(latex.strip())
    whole = reader.sequence(until=None)
    if not whole.words:
        raise FormulaError("it is empty")
    return whole


class _Reader:
    """Goes over the notation once, from left to right."""

    def __init__(self, latex: str) -> None:
        self.latex = latex
        self.place = 0

    def peek(self) -> str | None:
        """Return the next token, or nothing at the end."""
        match = _TOKEN.match(self.latex, self.place)
        return match[1] if match else None

    def take(self) -> str:
        """Return the next token and go behind it."""
        match = _TOKEN.match(self.latex, self.place)
        if match is None:
            raise FormulaError("it stops in the middle")
        self.place = match.end()
        return match[1]

    def sequence(self, until: str | None) -> Formula:
        """Read up to ``until``, which is taken too; or to the end."""
        parts: list[Formula] = []
        while (token := self.peek()) != until:
            if token is None:
                raise FormulaError(f"'{until}' is missing")
            parts.append(self.scripted())
        if until is not None:
            self.take()
        return _joined(parts)

    def scripted(self) -> Formula:
        """Read one thing with what stands above and below it."""
        base = self.atom()
        below = above = None
        while self.peek() in {"_", "^"}:
            if self.take() == "_":
                below = self.argument()
            else:
                above = self.argument()
        if below is None and above is None:
            return base
        places = f", b: {below.markup}" if below else ""
        places += f", t: {above.markup}" if above else ""
        return Formula(f"attach({base.markup}{places})", _scripted_words(base, below, above))

    def argument(self) -> Formula:
        """Read a group in braces, or the one thing that stands there."""
        if self.peek() == "{":
            self.take()
            return self.sequence(until="}")
        return self.atom()

    def atom(self) -> Formula:
        """Read one sign, number, command or group."""
        sign = self.take()
        if sign.startswith("\\"):
            return self.command(sign[1:])
        if sign == "{":
            return self.sequence(until="}")
        if sign in {"^", "_", "}"}:
            raise FormulaError(f"'{sign}' stands where it cannot")
        if sign in _TYPED:
            return _TYPED[sign]
        if sign.isascii():
            return Formula(sign if sign[0].isdigit() else escape(sign), sign)
        raise FormulaError(f"'{sign}' is not known")

    def command(self, name: str) -> Formula:
        """Read what a command needs behind it."""
        if name in _KNOWN:
            return _KNOWN[name]
        if name in _WORDS:
            words = self.verbatim()
            return Formula(f"{_WORDS[name]}({string(words)})", words.strip())
        if name in _ACCENTS:
            return self.accent(name)
        reader = {"frac": self.fraction, "sqrt": self.root, "left": self.fenced, "begin": self.lines}.get(
            name
        )
        if reader is None:
            raise FormulaError(f"'\\{name}' is not known")
        return reader()

    def accent(self, name: str) -> Formula:
        """Read what a mark stands over."""
        mark, words = _ACCENTS[name]
        body = self.argument()
        markup = f"overline({body.markup})" if mark == "overline" else f"accent({body.markup}, {mark})"
        return Formula(markup, f"{body.words} {words}")

    def fraction(self) -> Formula:
        """Read what stands above and below the line."""
        above, below = self.argument(), self.argument()
        return Formula(
            f"frac({above.markup}, {below.markup})",
            f"the fraction {above.words} over {below.words}, end of fraction,",
        )

    def root(self) -> Formula:
        """Read what stands under the root, and its degree."""
        if self.peek() == "[":
            self.take()
            degree = self.sequence(until="]")
            body = self.argument()
            words = f"the root of degree {degree.words} of {body.words}, end of root,"
            return Formula(f"root({degree.markup}, {body.markup})", words)
        body = self.argument()
        return Formula(f"sqrt({body.markup})", f"the square root of {body.words}, end of root,")

    def fenced(self) -> Formula:
        """Read what stands between brackets that grow with it."""
        opening = self.atom()
        parts = []
        while self.peek() != "\\right":
            parts.append(self.scripted())
        self.take()
        closing = self.atom()
        inner = _joined(parts)
        return Formula(
            f"lr({opening.markup} {inner.markup} {closing.markup})",
            f"{opening.words} {inner.words} {closing.words}",
        )

    def lines(self) -> Formula:
        """Read formulas below one another."""
        name = self.verbatim()
        if name not in {"aligned", "split", "align", "align*"}:
            raise FormulaError(f"'\\begin{{{name}}}' is not known")
        parts = []
        while self.peek() != "\\end":
            parts.append(self.scripted())
        self.take()
        if self.verbatim() != name:
            raise FormulaError(f"'\\end{{{name}}}' is missing")
        return _joined(parts)

    def verbatim(self) -> str:
        """Read words in braces as they stand, with their spaces."""
        match = re.compile(r"\s*\{([^{}\\]*)\}").match(self.latex, self.place)
        if match is None:
            raise FormulaError("words in braces are missing")
        self.place = match.end()
        return match[1]


def _joined(parts: list[Formula]) -> Formula:
    words = " ".join(part.words for part in parts if part.words)
    return Formula(" ".join(part.markup for part in parts), words)


def _scripted_words(base: Formula, below: Formula | None, above: Formula | None) -> str:
    if base.words in {"the sum", "the product", "the integral"}:
        start = f" from {below.words}" if below else ""
        end = f" to {above.words}" if above else ""
        return f"{base.words}{start}{end} of"
    words = base.words + (f" sub {below.words}" if below else "")
    if above is None:
        return words
    if above.words in _POWERS:
        return f"{words} {_POWERS[above.words]}"
    if _CHARGE.fullmatch(above.words):
        return f"{words} {above.words}"
    return f"{words} to the power {above.words}"
