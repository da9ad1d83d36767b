"""Claims for tests of matching and judging, from as few words as a case needs."""

import itertools
from decimal import Decimal

from compare.model import Claim, Quantity, Source, polarity_of

_next = itertools.count()


def quantity(value=None, bound="exact", low=None, high=None, unit=None, at=0, text=None):
    """A quantity whose open ends follow from its bound."""
    number = [None if x is None else Decimal(str(x)) for x in (value, low, high)]
    words = {"exact": "", "at_least": "at least ", "more_than": "more than ", "about": "about "}
    said = text or f"{words.get(bound, bound + ' ')}{value}"
    return Quantity(said, at, at + len(said), *number, bound, unit=unit)


def claim(value=None, bound="exact", **fields):
    """A claim; `speaker`, `role` and `agency` become its one source."""
    number = next(_next)
    extra = {k: fields.pop(k) for k in ("low", "high", "unit", "at") if k in fields}
    spoken = None if value is None and not extra else quantity(value, bound, **extra)
    who = Source(fields.get("speaker"), fields.get("role"), fields.get("agency"))
    stance = fields.pop("stance", "affirms")
    text = fields.pop("text", f"Statement {number} of its own kind.")
    return Claim(
        **{
            "id": f"c{number}",
            "article_id": f"a{number}",
            "outlet": f"Outlet {number}",
            "published": "2031-05-10",
            "as_of": fields.get("published", "2031-05-10"),
            "text": text,
            "start": 0,
            "end": len(text),
            "stance": stance,
            "polarity": polarity_of(stance),
            "quantity": spoken,
            "sources": (who,) if any((who.speaker, who.role, who.agency)) else (),
            **fields,
        }
    )


def troops(value=None, bound="exact", **fields):
    """A claim about one army abroad."""
    lane = {"measure": "troops", "scope": "training", "subject": "Brazil", "places": ("Peru",)}
    return claim(value, bound, **{**lane, **fields})


def dead(value=None, bound="exact", **fields):
    """A claim about the toll of one disaster."""
    lane = {"measure": "people", "scope": "killed", "places": ("Lima",)}
    return claim(value, bound, **{**lane, **fields})
