"""An article's claims: every figure with its speaker, and every other attributed statement."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import tee
from typing import TYPE_CHECKING

from compare.extract import cuts, lanes
from compare.extract.attributions import attributions
from compare.extract.cast import Cast
from compare.extract.dates import dates, interval
from compare.extract.parse import parse_all
from compare.extract.quantities import Figure, figures
from compare.extract.speakers import NOBODY, Speakers, Voice
from compare.extract.stance import asserts, stance
from compare.extract.tree import text_of
from compare.model import Article, Attribution, Claim, DateMention, Quantity, polarity_of
from compare.normalize import kinds, places
from compare.settings import MAX_READ

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BARE_UNITS = {
    "year of age", "month of age", "week of age", "day of age", "year", "month", "week", "day",
    "hour", "minute", "second", "decade", "century", "night", "weekend", "quarter",
}  # fmt: skip
_EARLIER = re.compile(
    r"\b(?:earlier|previous(?:ly)?|initial(?:ly)?|original(?:ly)?|at first|up from|down from|"
    r"from an?|instead of|rather than|compared with|had (?:put|spoken|said|given|listed))\b",
    re.I,
)
_EVENTS = (
    "fire|blaze|quake|earthquake|attack|strike|storm|flood|floods|explosion|blast|crash|shooting|"
    "disaster|accident|raid|bombing|collapse|sinking|clash|clashes|election|vote"
)
_EVENT = re.compile(rf"(?:['’]s|s['’])?\s+(?:\w+\s+)?(?:{_EVENTS})\b", re.I)
_CARRIES_ON = re.compile(r"\s*(?:he|she|it|they)\b", re.I)
_SINCE = re.compile(r"\b(?:since|from|after|until)\s+(?:the\s+)?$", re.I)


def extract(article: Article) -> list[Claim]:
    """The claims of an article, in reading order. Offsets are offsets into `article.text`."""
    return next(extract_all([article]))


def extract_all(articles: Iterable[Article]) -> Iterator[list[Claim]]:
    """The claims of many articles, each its own list, in their order; parsed in batches.

    A text above `cuts.MAX_PIECE` is read piece by piece, each with a cast of its own.
    """
    first, second = tee((a, cuts.pieces(a.text[:MAX_READ])) for a in articles)
    docs = parse_all(piece for _, pieces in second for piece in pieces)
    for article, pieces in first:
        found: list[Claim] = []
        offset = 0
        for piece in pieces:
            doc = next(docs)
            if piece.strip():
                part = _Reading(replace(article, text=piece), doc).claims()
                found += [_moved(c, offset) for c in part] if offset else part
            offset += len(piece)
        yield found


def _moved(claim: Claim, offset: int) -> Claim:
    """The claim of a piece that begins at `offset`, with offsets into the whole text."""
    quantity = claim.quantity
    if quantity:
        quantity = replace(quantity, start=quantity.start + offset, end=quantity.end + offset)
    return replace(
        claim,
        id=hashlib.sha256(f"{offset}:{claim.id}".encode()).hexdigest()[:16],
        start=claim.start + offset,
        end=claim.end + offset,
        quantity=quantity,
    )


class _Reading:
    """One article being read: what was found in it, and what each finding needs of the others."""

    def __init__(self, article: Article, doc: Doc) -> None:
        self.article, self.doc = article, doc
        self.attributions = sorted(
            attributions(doc), key=lambda a: (a.content.start, -a.content.end)
        )
        self.figures = [f for f in figures(doc) if _is_claim(doc, f.quantity)]
        self.speakers = Speakers(doc, Cast(doc, article.published))
        order = sorted(
            range(len(self.attributions)),
            key=lambda i: (self.attributions[i].source or self.attributions[i].content).start,
        )
        voices = {
            i: self.speakers.resolve(self.attributions[i].source, self.attributions[i].cue)
            for i in order
        }
        self.asserts = [asserts(doc, a) for a in self.attributions]
        outer = {i: self._outer(i) for i in range(len(self.attributions))}
        self.relays = {o for o in outer.values() if o is not None}
        self.voices = [
            voices[i] if o is None else self.speakers.nested(voices[o], voices[i])
            for i, o in outer.items()
        ]
        self.dates = dates(text_of(doc), article.published)
        self.sentences = [(s.start_char, s.end_char) for s in doc.sents]

    def claims(self) -> list[Claim]:
        found: list[Claim] = []
        earlier: list[lanes.Lane] = []
        said: set[int] = set()
        for figure in self.figures:
            claim, lane = self._figure(figure, earlier, said)
            claim = _converted(claim, found)
            found.append(claim)
            earlier.append(lane)
        for i, attribution in enumerate(self.attributions):
            stated = self.asserts[i] and i not in said and i not in self.relays
            if stated and not self._holds_spoken(i, said):
                found.append(self._statement(attribution, self.voices[i]))
        return sorted(_once(found), key=lambda c: (c.start, c.quantity.start if c.quantity else 0))

    def _outer(self, i: int) -> int | None:
        """The attribution that passes on this one: its content holds speaker, cue and words."""
        own = self.attributions[i]
        if own.cue is None or own.source is None or not self.asserts[i]:
            return None
        first, last = min(own.source.start, own.cue.start), max(own.source.end, own.cue.end)
        holding = [
            (a.content.end - a.content.start, j)
            for j, a in enumerate(self.attributions)
            if j != i and self.asserts[j] and a.source and a.source != own.source
            and a.content.start <= first and last <= a.content.end
            and a.content.start <= own.content.start and own.content.end <= a.content.end
        ]  # fmt: skip
        return min(holding)[1] if holding else None

    def _holds_spoken(self, i: int, said: set[int]) -> bool:
        """True where a narrower attribution inside this one already carries the figure."""
        outer = self.attributions[i].content
        return any(
            outer.start <= self.attributions[j].content.start
            and self.attributions[j].content.end <= outer.end
            for j in said
        )

    def _governing(self, start: int, end: int) -> tuple[int | None, float]:
        """Which attribution states the stretch, and how surely: the narrowest that holds it, else
        the one whose cue stands nearest in its sentence, else the one that it carries on."""
        holding = [
            (not self._can_speak(i), a.content.end - a.content.start, i)
            for i, a in enumerate(self.attributions)
            if self.asserts[i] and a.content.start < end and start < a.content.end
        ]
        if holding and (self._can_speak(min(holding)[2]) or not self._speakers_beside(start, end)):
            return min(holding)[2], 1.0
        if beside := self._speakers_beside(start, end):
            return min(beside)[1], 0.7
        first, _ = self._sentence(start, end, None)
        if _CARRIES_ON.match(text_of(self.doc), first):
            for i in reversed(range(len(self.attributions))):
                said = self.attributions[i]
                if self.asserts[i] and said.content.start < first and self.voices[i].sources:
                    between = text_of(self.doc)[
                        max(said.content.end, said.cue.end if said.cue else 0) : first
                    ]
                    return (i, 0.6) if len(between) < 80 and "\n" not in between else (None, 1.0)
        return None, 1.0

    def _can_speak(self, i: int) -> bool:
        """True where a person or body states it; data and pictures only show."""
        return any(
            v.speaker or v.agency or (v.role and kinds.is_role(v.role))
            for v in self.voices[i].sources
        )

    def _speakers_beside(self, start: int, end: int) -> list[tuple[int, int]]:
        """Attributions whose cue stands in the sentence of the stretch, with their distance."""
        first, last = self._sentence(start, end, None)
        return [
            (abs(a.cue.start - start), i)
            for i, a in enumerate(self.attributions)
            if self.asserts[i] and self._can_speak(i) and a.cue and first <= a.cue.start < last
            and not (a.source and a.source.start < end and start < a.source.end)
        ]  # fmt: skip

    def _figure(
        self, figure: Figure, earlier: Sequence[lanes.Lane], said: set[int]
    ) -> tuple[Claim, lanes.Lane]:
        quantity = figure.quantity
        governing, sure = self._governing(quantity.start, quantity.end)
        attribution = self.attributions[governing] if governing is not None else None
        voice = self.voices[governing] if governing is not None else NOBODY
        voice = replace(voice, sure=voice.sure * sure)
        if governing is not None and sure == 1.0:
            said.add(governing)
        near = attribution if sure == 1.0 else None
        start, end = self._sentence(quantity.start, quantity.end, near)
        inner = (start, end)
        if attribution and sure == 1.0:
            inner = max(start, attribution.content.start), min(end, attribution.content.end)
        if inner[0] > quantity.start or inner[1] < quantity.end:
            inner = start, end
        lane = lanes.lane(self.doc, figure, *inner, earlier, start)
        if not lane.places and attribution and inner != (start, end):
            aside = self._beside(attribution, start, end)
            lane = lanes.lane(self.doc, figure, *aside, earlier, start)
        token = self.doc.char_span(quantity.start, quantity.end, alignment_mode="expand").root
        mood = stance(self.doc, attribution, start, end, token, lane.planned)
        return self._claim(start, end, attribution, voice, lane, mood, quantity), lane

    def _beside(self, attribution: Attribution, start: int, end: int) -> tuple[int, int]:
        """The sentence without the words that say who speaks (and from where)."""
        spans = [s for s in (attribution.source, attribution.cue) if s]
        after = max((s.end for s in spans), default=start)
        before = min((s.start for s in spans), default=end)
        if attribution.content.start >= after:
            return max(start, after), end
        return start, min(end, max(before, attribution.content.end))

    def _statement(self, attribution: Attribution, voice: Voice) -> Claim:
        content = attribution.content
        start, end = self._sentence(content.start, content.end, attribution)
        lane = lanes.textual(self.doc, content.start, content.end)
        mood = stance(self.doc, attribution, start, end, None, False)
        if lane.scope is None and mood in {"affirms", "forecast"}:
            lane = lanes.Lane(sure=lane.sure)  # says nothing of how many there are
        return self._claim(start, end, attribution, voice, lane, mood, None)

    def _sentence(self, start: int, end: int, attribution: Attribution | None) -> tuple[int, int]:
        """The sentences that hold the stretch, with the cue where it stands right beside."""
        first, last = start, end
        if attribution and attribution.cue:
            cue = attribution.cue
            if (
                cue.start < start
                and start - cue.end < 200
                and "\n\n" not in text_of(self.doc)[cue.end : start]
            ):
                first = cue.start
            elif cue.start >= end and cue.start - end < 60:
                last = cue.end
            elif start <= cue.start:
                last = max(last, min(cue.end, end + 200))
        touching = [(a, b) for a, b in self.sentences if a < last and first < b]
        if not touching:
            return start, end
        a, b = touching[0][0], touching[-1][1]
        text = text_of(self.doc)
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        return min(a, start), max(b, end)

    def _claim(
        self, start: int, end: int, attribution: Attribution | None, voice: Voice,
        lane: lanes.Lane, mood: str, quantity: Quantity | None,
    ) -> Claim:  # fmt: skip
        first = voice.sources[0] if voice.sources else None
        text = text_of(self.doc)[start:end]
        key = (
            f"{self.article.id}:{start}:{end}:{quantity.start if quantity else -1}:"
            f"{attribution.content.start if attribution else -1}"
        )
        at = quantity.start if quantity else (attribution.content.start if attribution else start)
        return Claim(
            id=hashlib.sha256(key.encode()).hexdigest()[:16],
            article_id=self.article.id,
            outlet=self.article.outlet,
            published=self.article.published,
            text=text,
            start=start,
            end=end,
            speaker=first.speaker if first else None,
            role=first.role if first else None,
            agency=first.agency if first else None,
            cue=attribution.cue.text if attribution and attribution.cue else None,
            quote=attribution.kind if attribution else None,
            polarity=polarity_of(mood),
            stance=mood,
            quantity=quantity,
            measure=lane.measure,
            scope=lane.scope,
            subject=lane.subject,
            places=lane.places,
            period=lane.period,
            as_of=self._as_of(start, end, at, lane.planned),
            event_date=self._event_date(start, end),
            entities=self._entities(text, voice),
            sources=voice.sources,
            via=voice.via,
            confidence=_confidence(attribution, voice, lane, quantity),
        )

    def _as_of(self, start: int, end: int, at: int, planned: bool) -> str | None:
        """The day a figure is about: the date said nearest to it, else the day of publication."""
        near: list[tuple[int, DateMention]] = []
        for mention in self.dates:
            if start <= mention.start and mention.end <= end and mention.type in {"DATE", "TIME"}:
                if _SINCE.search(text_of(self.doc)[max(start, mention.start - 14) : mention.start]):
                    continue
                if _EVENT.match(text_of(self.doc)[mention.end : mention.end + 30]):
                    continue
                near.append((abs(mention.start - at), mention))
        for _, mention in sorted(near, key=lambda n: (n[0], n[1].start)):
            if days := interval(mention.value):
                return days[0] if days[0] == days[1] else f"{days[0]}/{days[1]}"
        if planned or _EARLIER.search(text_of(self.doc)[max(start, at - 45) : at]):
            return None
        return (self.article.published or "")[:10] or None

    def _event_date(self, start: int, end: int) -> str | None:
        for mention in self.dates:
            inside = start <= mention.start and mention.end <= end
            if inside and _EVENT.match(text_of(self.doc)[mention.end : mention.end + 30]):
                days = interval(mention.value)
                if days and days[0] == days[1]:
                    return days[0]
        return None

    def _entities(self, text: str, voice: Voice) -> tuple[str, ...]:
        named = [s for v in voice.sources for s in (v.speaker, v.agency) if s]
        named += [p.name for _, _, p in places.find(text)]
        named += [c for _, _, c in places.demonyms(text)]
        return tuple(dict.fromkeys([*named, *voice.via]))


def _is_claim(doc: Doc, quantity: Quantity) -> bool:
    """Ages ("Ana Ruiz, 43,") and bare durations are quantities, yet claim nothing by themselves."""
    around = text_of(doc)[max(0, quantity.start - 2) : quantity.end + 1]
    age = re.fullmatch(r", \d{1,3}[,.]", around) and _named_before(doc, quantity.start)
    return quantity.unit not in _BARE_UNITS and not age


def _named_before(doc: Doc, at: int) -> bool:
    span = doc.char_span(max(0, at - 3), at - 2, alignment_mode="expand")
    return span is not None and len(span) > 0 and span[-1].pos_ == "PROPN"


def _converted(claim: Claim, before: Sequence[Claim]) -> Claim:
    """A figure in brackets that converts another counts what that one counts."""
    span = claim.quantity.conversion_of if claim.quantity else None
    for first in reversed(before):
        if (
            span
            and first.quantity
            and first.quantity.start < span[1]
            and span[0] < first.quantity.end
        ):
            return replace(
                claim, measure=first.measure, scope=first.scope, subject=first.subject,
                places=first.places, period=first.period, as_of=first.as_of,
                stance=first.stance, polarity=first.polarity,
            )  # fmt: skip
    return claim


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """Statements read twice from one stretch (a quotation and its reporting clause) kept once."""
    kept: dict[tuple[int, int, str | None, int], Claim] = {}
    for claim in claims:
        key = (claim.start, claim.end, claim.speaker or claim.agency or claim.role,
               claim.quantity.start if claim.quantity else -1)  # fmt: skip
        kept.setdefault(key, claim)
    return list(kept.values())


def _confidence(
    attribution: Attribution | None, voice: Voice, lane: lanes.Lane, quantity: Quantity | None
) -> float:
    """How sure the reading is: the product of the parts' own certainty (docs: confidence)."""
    who = voice.sure if attribution else 0.8
    what = lane.sure if lane.measure else 0.6
    how = 1.0 if quantity is None or quantity.bound != "order" else 0.85
    return round(who * what * how, 2)
