"""Questions in words: "How many North Korean troops are in Kursk?" """

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from compare.match import lanes
from compare.match.asking import Matter, asked
from compare.match.shapes import Shape
from compare.model import Claim

MAX_LABEL = 80


def label(claims: Sequence[Claim], shapes: Sequence[Shape]) -> str:
    """A question that all of `claims`, whose shapes are given, answer, in a reader's words; the
    earliest claim's own words where the fields say too little."""
    read = [x.head.lane for x in shapes]
    measure = _most(
        c.measure for c, x in zip(claims, read, strict=True) if x.measure and not x.general
    )
    named = measure is not None
    measure = measure or _most(x.measure for x in read)
    question = _most(x.question for x in read)
    if measure is None and not lanes.befalls(question):
        return _words(claims[0])
    subject = _most(c.subject for c in claims)
    counted = [x for x in read if x.counted]
    figures = [
        q.value for c in claims if (q := c.quantity) and q.unit is None and q.value is not None
    ]
    matter = Matter(
        measure=measure or "people",
        general=not named,
        question=question if question != measure else None,
        subject=subject,
        place=_most(p for x in shapes for p in sorted(x.places)),
        unit=_commonest(x.unit for x in counted),
        period=_most(x.period for x in read),
        counted=bool(counted),
        named=not any(subject in c.places for c in claims if c.quantity and c.subject == subject),
        whole=all(f == f.to_integral_value() for f in figures),
    )
    return asked(matter) or _words(claims[0])


def _commonest(values: Iterable[str | None]) -> str | None:
    """The value that stands most often, None being one."""
    found = Counter(values)
    return found.most_common(1)[0][0] if found else None


def _most(values: Iterable[Hashable]) -> str | None:
    """The value that stands most often, the first of equals; None where there is none."""
    found = Counter(filter(None, values))
    return found.most_common(1)[0][0] if found else None


def _words(claim: Claim) -> str:
    words = " ".join(claim.text.split())
    if len(words) <= MAX_LABEL:
        return words
    return words[:MAX_LABEL].rsplit(" ", 1)[0].rstrip(",;:") + " …"
