"""One line in, its answer out: what each verb that reads JSON Lines makes of an object.

The stations are imported when first asked: the command line must not load the parser to say help.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from compare.lines import BadLine, Row, id_of, text_of, why
from compare.model import Article, Claim
from compare.settings import MAX_READ

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CLAIM_ONLY = set(Claim.__dataclass_fields__) - set(Article.__dataclass_fields__)


def article_of(row: Row) -> Article:
    """The article of a line, under the id of its content where it has none. Raises BadLine."""
    from compare.read import content_id

    text_of(row)
    for name in ("outlet", "title", "published", "url", "author", "kind"):
        if not isinstance(row.get(name), str | None):
            raise BadLine(f"{name!r} is no string")
    if row.get("id") is not None:
        id_of(row)
        return Article.from_json(row)
    article = Article.from_json({**row, "id": ""})
    return Article.from_json({**row, "id": content_id(article)})


def claim_of(row: Row) -> Claim:
    """The claim of a line. Raises BadLine."""
    text_of(row)
    id_of(row)
    try:
        return Claim.from_json(row)
    except (AttributeError, KeyError, TypeError, ArithmeticError) as error:
        raise BadLine(f"no claim: {why(error)}") from error


def claims(row: Row) -> Iterable[Row]:
    """An article to its claims."""
    from compare.extract.claims import extract

    return [claim.to_json() for claim in extract(article_of(row))]


class Parsed:
    """`{id, text}` to an answer from its parsed text.

    The texts of many lines are parsed at once, which takes half the time of one after the other.
    """

    def __init__(self, answer: Callable[[Doc], Row]) -> None:
        self._answer = answer
        self._docs: dict[str, Doc] = {}

    def prepare(self, rows: Sequence[Row]) -> None:
        """Parses the texts of lines that will be asked for next."""
        from compare.extract.parse import parse_all

        texts = list({t[:MAX_READ] for row in rows if isinstance(t := row.get("text"), str)})
        self._docs = dict(zip(texts, parse_all(texts), strict=True))

    def __call__(self, row: Row) -> Iterable[Row]:
        from compare.extract.parse import parse

        text = text_of(row)[:MAX_READ]
        doc = self._docs.get(text)
        return [{"id": id_of(row), **self._answer(parse(text) if doc is None else doc)}]


def _quantities(doc: Doc) -> Row:
    from compare.extract.quantities import quantities

    return {"quantities": [q.to_json() for q in quantities(doc)]}


def _attributions(doc: Doc) -> Row:
    from compare.extract.attributions import attributions

    return {"attributions": [a.to_json() for a in attributions(doc)]}


quantities = Parsed(_quantities)
attributions = Parsed(_attributions)


def dates(row: Row) -> Iterable[Row]:
    """`{id, text, published?}` to its dates."""
    from compare.extract.dates import dates

    found = dates(text_of(row), row.get("published"))
    return [{"id": id_of(row), "dates": [d.to_json() for d in found]}]


# Two texts of a pair are often judged against many others: one reading serves them all.
@lru_cache(maxsize=4096)
def _claims_of(
    side: str, text: str, published: str | None, outlet: str | None
) -> tuple[Claim, ...]:
    from compare.extract.claims import extract

    row = {"id": side, "text": text, "published": published, "outlet": outlet}
    return tuple(extract(article_of(row)))


def _side(side: str, row: Any) -> tuple[list[Claim], str]:
    """The claims of one side, and its text where it is a text and no claim."""
    if not isinstance(row, dict):
        raise BadLine(f"no object {side!r}" if row is None else f"{side!r} is no object")
    try:
        if _CLAIM_ONLY & row.keys():
            return [claim_of({"id": side, **row})], ""
        text = text_of(row)
        return list(_claims_of(side, text, row.get("published"), row.get("outlet"))), text
    except (BadLine, TypeError) as error:
        raise BadLine(f"{side!r}: {why(error)}") from error


def judge(row: Row) -> Iterable[Row]:
    """`{id, a, b}`, each a claim or a text, to how they relate."""
    from compare.judge.pairs import best

    key = id_of(row)
    (claims_a, text_a), (claims_b, text_b) = _side("a", row.get("a")), _side("b", row.get("b"))
    return [{"id": key, **best(claims_a, claims_b, text_a, text_b).to_json()}]


def stories(articles: list[Article]) -> Iterator[Row]:
    """Each article with its running story."""
    from compare.match.stories import stories

    found = {a: s for s in stories(articles) for a in s.article_ids}
    for article in articles:
        story = found[article.id]
        yield {"article_id": article.id, "story_id": story.id, "label": story.label}


def group(claims: list[Claim]) -> Iterator[Row]:
    """Each claim with the question that it answers."""
    from compare.match.grouping import group

    found = {c: g for g in group(claims) for c in g.claim_ids}
    for claim in claims:
        answer = found[claim.id]
        yield {"claim_id": claim.id, "group_id": answer.id, "label": answer.label}
