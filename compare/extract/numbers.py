"""Numerals: digits and number words as exact values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from compare.extract.pieces import DASHES, MAX_DIGITS, VULGAR, Piece, digits
from compare.lexicon import load

_DENOMINATORS = {2, 3, 4, 5, 6, 8, 10, 16, 32, 100}
# Beyond this a chain of scale words means nothing.
_LARGEST = Decimal(10) ** MAX_DIGITS


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number said: pieces `first` to `last`. `value` is None for an order (`low` to `high`).

    `mantissa` is the number before its `scale` ("3" and 1000 of "three thousand"), so that a
    range can share a scale; `form` is digits, words, order, part or times.
    """

    first: int
    last: int
    value: Decimal | None
    low: Decimal
    high: Decimal
    form: str
    mantissa: Decimal | None = None
    scale: Decimal = Decimal(1)
    vague: bool = False


class Reader:
    """Reads numerals off a list of pieces."""

    def __init__(self, run: list[Piece]) -> None:
        lexicon = load("numbers")
        self.run = run
        self.small = lexicon["small"]
        self.tens = lexicon["tens"]
        self.scale = lexicon["scale"]
        self.suffix = lexicon["suffix"]
        self.money = lexicon["money"]
        self.spaced = set(lexicon["spaced"]["words"])
        self.parts = lexicon["parts"]
        self.order = lexicon["order"]
        self.times = lexicon["times"]
        self.multiply = lexicon["multiply"]
        self.alone = lexicon["bare"]
        self.period = set(lexicon["period"]["before"])

    def word(self, i: int) -> str:
        """The lower-cased word at `i`, "" where there is none."""
        return self.run[i].lower if 0 <= i < len(self.run) else ""

    def touches(self, i: int) -> bool:
        """True where piece `i + 1` stands on piece `i` without a space."""
        return i + 1 < len(self.run) and self.run[i].end == self.run[i + 1].start

    def after(self, i: int) -> int:
        """Where the word after piece `i` stands, across one hyphen ("half-a-million")."""
        return i + 2 if self.word(i + 1) in DASHES and self.word(i + 1) else i + 1

    def at(self, i: int, money: bool = False) -> Numeral | None:
        """The longest numeral that begins at piece `i`; `money` where a currency stands before."""
        piece = self.run[i]
        if piece.kind == "number":
            return self._digits(i, money)
        if piece.kind != "word":
            return None
        found = self._order(i) or self._part(i) or self._words(i) or self._multiple(i)
        return found if found is not None and found.high < _LARGEST else None

    def _digits(self, i: int, money: bool) -> Numeral | None:
        value = digits(self.run[i].text)
        if value is None:
            return None
        last = i
        grouped, until = self._spaced_groups(i)
        if grouped is not None:
            value, last = grouped, until
        elif (
            self.word(i + 1) == "/"
            and i + 2 < len(self.run)
            and self.run[i + 2].kind == "number"
            and self.word(i + 3) != "/"
        ):
            under = digits(self.run[i + 2].text)
            if under not in _DENOMINATORS or not 0 < value < under or value != int(value):
                return None
            value, last = value / under, i + 2
        elif i + 1 < len(self.run) and self.run[i + 1].text in VULGAR:
            value, last = value + (digits(self.run[i + 1].text) or 0), i + 1
        elif self._is_fraction(i + 1) and value == int(value):
            under = digits(self.run[i + 3].text) or Decimal(1)
            value, last = value + (digits(self.run[i + 1].text) or 0) / under, i + 3
        return self._scaled(i, last, value, money)

    def _is_fraction(self, i: int) -> bool:
        """True for "1/2" at `i`, written without spaces."""
        if i + 2 >= len(self.run) or self.word(i + 1) != "/" or not self.touches(i):
            return False
        over, under = self.run[i], self.run[i + 2]
        return (
            over.kind == under.kind == "number"
            and len(over.text) == 1
            and under.text in {str(d) for d in _DENOMINATORS}
            and over.text < under.text[:1] + "9"
        )

    def _spaced_groups(self, i: int) -> tuple[Decimal | None, int]:
        """Groups of three digits set off by single spaces: "12 300 000"."""
        if not self.run[i].text.isdecimal() or len(self.run[i].text) > 3:
            return None, i
        last, text = i, self.run[i].text
        while (
            last + 1 < len(self.run)
            and len(self.run[last + 1].text) == 3
            and self.run[last + 1].text.isdecimal()
            and self.run[last + 1].start - self.run[last].end == 1
            and len(text) < MAX_DIGITS - 3
        ):
            last += 1
            text += self.run[last].text
        if last == i or (
            last + 1 < len(self.run) and self.touches(last) and self.run[last + 1].kind == "number"
        ):
            return None, i
        return Decimal(text), last

    def _scaled(self, first: int, last: int, value: Decimal, money: bool) -> Numeral:
        """Digits with the scale that follows them: "4.5bn", "1.5 million", "61-billion"."""
        mantissa, scale = value, Decimal(1)
        then = last + 1
        if self.touches(last) and self.run[then].kind == "word":
            text = self.run[then].text
            if text in self.suffix:
                scale, last = Decimal(self.suffix[text]), then
            elif text in self.money and (money or (text == "m" and self._counts(then))):
                scale, last = Decimal(self.money[text]), then
        elif then < len(self.run) and (
            self.run[then].text in self.spaced or (money and self.run[then].text in ("m", "M", "b"))
        ):
            text = self.run[then].text
            scale, last = Decimal({**self.money, **self.suffix}[text]), then
        while (then := self.after(last)) < len(self.run) and self.word(then) in self.scale:
            scale, last = scale * Decimal(self.scale[self.word(then)]), then
        number = mantissa * scale
        return Numeral(first, last, number, number, number, "digits", mantissa, scale)

    def _counts(self, i: int) -> bool:
        """True where the letter at `i` is "million": a noun follows it, no measure does."""
        following = self.word(i + 1)
        if not following or not following[0].isalpha():
            return False
        return following not in load("units")["length_context"]["after"] and (
            self.word(i - 2) not in load("units")["length_context"]["before"]
        )

    def _words(self, i: int) -> Numeral | None:
        word = self.word(i)
        if word in ("a", "an"):
            then = self.after(i)
            if self.word(then) == "half" and self.word(self.after(then)) in self.scale:
                return self._half(then, i)
            if self.word(then) == "quarter" and self.word(self.after(then)) in self.scale:
                return self._fraction_of_scale(i, then, Decimal("0.25"))
            if self.word(then) in self.scale and not self.word(then).endswith("s"):
                return self._cardinal(i, then)
            if self.word(then) == "couple" and self.word(then + 1) == "of":
                return self._couple(i, then + 1)
            if self.word(then) == "couple" and self.word(then + 1) in self.scale:
                return self._couple(i, then)
            return None
        if word == "half":
            return self._half(i, i)
        if word == "quarter" and self.word(self.after(i)) in self.scale:
            return self._fraction_of_scale(i, i, Decimal("0.25"))
        if word in self.small or word in self.tens:
            return self._cardinal(i, i)
        return None

    def _couple(self, first: int, last: int) -> Numeral:
        value, scale = Decimal(2), Decimal(1)
        while self.word(last + 1) in self.scale:
            last += 1
            scale *= Decimal(self.scale[self.word(last)])
        number = value * scale
        return Numeral(first, last, number, number, number, "words", value, scale, vague=True)

    def _half(self, i: int, first: int) -> Numeral | None:
        """The number of "half a million" or "half-dozen"; a bare half is a part, no number."""
        then = self.after(i)
        if self.word(then) in ("a", "of") and self.word(then + 1) == "a":
            then += 1
        if self.word(then) == "a":
            then = self.after(then)
        if self.word(then) not in self.scale:
            return None
        return self._fraction_of_scale(first, then - 1, Decimal("0.5"))

    def _fraction_of_scale(self, first: int, before: int, value: Decimal) -> Numeral:
        last, scale = before, Decimal(1)
        while self.word(then := self.after(last)) in self.scale:
            last, scale = then, scale * Decimal(self.scale[self.word(then)])
        number = value * scale
        return Numeral(first, last, number, number, number, "words", value, scale)

    def _cardinal(self, first: int, i: int) -> Numeral | None:
        """Number words added and multiplied as English does ("two hundred and six thousand")."""
        total, current, last, lead = Decimal(0), Decimal(0), i - 1, None
        if first != i:
            current = lead = Decimal(1)
        here, previous, limit = i, "", None
        while here < len(self.run):
            word = self.word(here)
            if word in self.small and (
                not previous
                or (previous in self.tens and 0 < self.small[word] < 10)
                or (previous in self.scale and last >= i)
            ):
                current += self.small[word]
            elif word in self.tens and (not previous or previous in self.scale):
                current += self.tens[word]
            elif word in self.scale and (current or total == 0) and current:
                size = Decimal(self.scale[word])
                lead = current if lead is None and not total else lead
                if size == 100 or (size == 12 and not total):
                    current *= size
                elif limit is None or size < limit:
                    total, current, limit = total + current * size, Decimal(0), size
                elif not current and total:
                    total *= size
                else:
                    break
            else:
                break
            previous, last = word, here
            then = self.after(here)
            if self.word(then) == "and" and then == here + 1 and word in self.scale:
                if self.word(then + 1) in self.small or self.word(then + 1) in self.tens:
                    then += 1
            elif word in self.scale and total and not current and self.word(then) in self.scale:
                total *= Decimal(self.scale[self.word(then)])
                last, then = then, self.after(then)
                previous = self.word(last)
            here = then
        if last < i:
            return None
        number = total + current
        number, last, halved = self._and_a_half(number, last)
        scale = Decimal(1)
        if halved:
            lead = None
            mantissa = number
            while self.word(then := self.after(last)) in self.scale:
                last, scale = then, scale * Decimal(self.scale[self.word(then)])
            number *= scale
        else:
            mantissa = lead if lead is not None and lead and number % lead == 0 else number
            scale = number / mantissa if mantissa else Decimal(1)
        return Numeral(first, last, number, number, number, "words", mantissa, scale)

    def _and_a_half(self, number: Decimal, last: int) -> tuple[Decimal, int, bool]:
        """The number with its fraction: "three and a half", "a million and a half"."""
        if self.word(last + 1) != "and":
            return number, last, False
        part, count, end = self.word(last + 3), self.word(last + 2), last + 3
        over = 1 if count in ("a", "one") else self.small.get(count, 0)
        if part not in ("half", "quarter", "quarters", "third", "thirds") or not over:
            return number, last, False
        unit = Decimal(1)
        if self.word(last) in self.scale:
            unit = Decimal(self.scale[self.word(last)])
        return number + unit * over / Decimal(self.parts[part]), end, True

    def _part(self, i: int) -> Numeral | None:
        """Fractions of a whole: "two-thirds", "a quarter of", "half of", "half the"."""
        word = self.word(i)
        then = self.after(i)
        part = self.word(then)
        if word == "half":
            follow = self.word(i + 1)
            if i and self.word(i - 1) in self.period:
                return None
            if self._bare(i, i):
                return self._parted(i, i, Decimal("0.5"))
            if follow in ("of", "the", "its", "their", "his", "her", "our", "my", "all", "that"):
                return self._parted(i, i, Decimal("0.5"))
            if follow in ("a", "an") and self.word(i + 2) not in self.scale:
                return self._parted(i, i + 1, Decimal("0.5"), "words")
            return None
        over = 1 if word in ("a", "an") else self.small.get(word, 0)
        if not over or part not in self.parts:
            return None
        if self.word(self.after(then)) in self.scale:
            counted = word not in ("a", "an") and part.startswith("quarter")
            return self._fraction_of_scale(i, then, Decimal(over) / 4) if counted else None
        plural = part.endswith("s") or part == "halves"
        if (over > 1) != plural or (part in ("half", "halves") and word in ("a", "an")):
            return None
        told = self.word(then + 1) in ("of", "more", "less", "lower") or self._bare(i, then)
        if word in ("a", "an") and not told:
            return None
        return self._parted(i, then, Decimal(over) / Decimal(self.parts[part]))

    def _bare(self, first: int, last: int) -> bool:
        """True where a part stands by itself: "fell by half", "more than a third said so"."""
        if not first or self.word(first - 1) not in self.alone["before"]:
            return False
        if last + 1 >= len(self.run) or self.run[last + 1].kind == "sign":
            return self.word(last + 1) not in DASHES or last + 1 >= len(self.run)
        return self.word(last + 1) in self.alone["behind"]

    def _parted(self, first: int, last: int, value: Decimal, form: str = "part") -> Numeral:
        return Numeral(first, last, value, value, value, form, value)

    def _order(self, i: int) -> Numeral | None:
        """An order: "dozens", "several hundred", "a few thousand", "tens of thousands"."""
        here = self.after(i) if self.word(i) == "a" else i
        word = self.word(here)
        if word not in self.order or (here == i and word in ("few", "handful")):
            return None
        if here != i and word not in ("few", "handful"):
            return None
        low, below = (Decimal(x) for x in self.order[word])
        last, scale = here, Decimal(1)
        if word == "handful" and self.word(here + 1) != "of":
            return None
        if self.word(here + 1) == "of" and self.word(here + 2) in self.scale:
            last = here + 1
        while self.word(last + 1) in self.scale:
            last += 1
            scale *= Decimal(self.scale[self.word(last)])
            if self.word(last + 1) == "of" and self.word(last + 2) in self.scale:
                last += 1
        return Numeral(i, last, None, low * scale, below * scale - 1, "order", None, scale)

    def _multiple(self, i: int) -> Numeral | None:
        """How often something was multiplied: "doubled", "tenfold"."""
        word = self.word(i)
        if word in self.times:
            return self._parted(i, i, Decimal(self.times[word][0]), "times")
        if word in self.multiply["by"]:
            ahead = i - 2 if (self.word(i - 2), self.word(i - 1)) == ("more", "than") else i
            if self.word(ahead - 1) in self.multiply["after"]:
                return self._parted(i, i, Decimal(self.multiply["by"][word]), "times")
        if word.endswith("fold") and word[:-4] in {**self.small, **self.tens}:
            value = Decimal({**self.small, **self.tens}[word[:-4]])
            return self._parted(i, i, value, "times")
        return None
