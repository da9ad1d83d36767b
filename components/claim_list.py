"""Compare's list of claims: who, when, the exact words, the verdict, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from compare.charts.palette import SYMBOLS
from compare.charts.wording import day, plural, said, voice
from compare.model import Claim, Comparison, Judgement, Question, Verdict
from components import parts
from components.html import Html, join, page_url, tag

# So many other pairs are told under "Why?"; the matrix shows them all.
OTHER_PAIRS = 8


def fold(comparison: Comparison, claims: Sequence[Claim]) -> list[tuple[Claim, list[Claim]]]:
    """The claims in their order, each with the echoes that go back to it (at whatever remove)."""
    here = {c.id for c in claims}
    echoes: dict[str, list[Claim]] = {}
    roots = []
    for claim in claims:
        root = _root(comparison, claim.id)
        if root != claim.id and root in here:
            echoes.setdefault(root, []).append(claim)
        else:
            roots.append(claim)
    return [(claim, echoes.get(claim.id, [])) for claim in roots]


def _root(comparison: Comparison, claim: str) -> str:
    seen = {claim}
    while (above := comparison.verdicts[claim].echo_of) and above not in seen:
        if above not in comparison.verdicts:
            break
        seen.add(above)
        claim = above
    return claim


def claim_list(
    comparison: Comparison,
    question: Question,
    folded: Sequence[tuple[Claim, list[Claim]]],
    filters: dict[str, list[str]],
) -> Html:
    """The cards of one page of the list."""
    writer = _Writer(comparison, question, filters)
    return tag("div", *(writer.card(c, echoes) for c, echoes in folded), class_="cx cx-list")


class _Writer:
    def __init__(
        self, comparison: Comparison, question: Question, filters: dict[str, list[str]]
    ) -> None:
        self.comparison, self.question, self.filters = comparison, question, filters

    def card(self, claim: Claim, echoes: Sequence[Claim]) -> Html:
        verdict = self.comparison.verdicts[claim.id]
        folded = echoes and tag(
            "details",
            tag("summary", parts.echoes_words(len(echoes))),
            *(
                tag("div", *self._body(echo), class_=f"cx-echo-card {self._class(echo)}",
                    id=f"claim-{echo.id}")
                for echo in echoes
            ),
        )  # fmt: skip
        return tag(
            "article",
            *self._body(claim),
            folded or None,
            class_=f"cx-card {parts.css_class(verdict.verdict)}",
            id=f"claim-{claim.id}",
        )

    def _class(self, claim: Claim) -> str:
        return parts.css_class(self.comparison.verdicts[claim.id].verdict)

    def _body(self, claim: Claim) -> list[Html]:
        verdict = self.comparison.verdicts[claim.id]
        article = self.comparison.articles.get(claim.article_id)
        link = page_url("read", self.filters, a=claim.article_id, c=claim.id)
        head = [
            tag("b", day(claim.published), class_="cx-date"),
            tag("span", claim.outlet or "unknown outlet"),
            *(tag("span", w, class_="cx-muted") for w in _who(claim)),
        ]
        foot = [
            parts.badge(verdict),
            self._against(verdict),
            tag("span", "» echo", class_="cx-tag", title="repeats a source that is counted already")
            if verdict.echo_of
            else None,
            tag("span", "drift", class_="cx-tag", title="changed the statement that it relays")
            if verdict.drift
            else None,
            tag("a", "in the article", href=link),
            parts.origin_tag(article),
        ]
        return [
            tag("div", *head, class_="cx-head"),
            tag("p", tag("a", parts.sentence(claim, verdict), href=link, class_="cx-quote",
                         title="read it in its article")),
            tag("div", *foot, class_="cx-foot"),
            tag("details", tag("summary", "Why?"), self._why(claim, verdict)),
        ]  # fmt: skip

    def _against(self, verdict: Verdict) -> Html | None:
        other = self._other(verdict)
        if other is None:
            return None
        lead = "later" if verdict.superseded_by == other.id else "against"
        return tag("span", f"{lead}: ", tag("a", _brief(other), href=f"#claim-{other.id}"),
                   class_="cx-muted")  # fmt: skip

    def _other(self, verdict: Verdict) -> Claim | None:
        for name in (verdict.against, verdict.superseded_by, verdict.echo_of):
            if name and name in self.comparison.claims:
                return self.comparison.claims[name]
        return None

    def _why(self, claim: Claim, verdict: Verdict) -> Html:
        other = self._other(verdict)
        judged = other and self.comparison.judgement(claim.id, other.id)
        if not judged:
            return tag("div", "No other independent source speaks on this question.",
                       class_="cx-why")  # fmt: skip
        return tag(
            "div",
            tag("div", tag("b", f"With {_brief(other)}: {_relation(judged)}")),
            _sentences(judged),
            _components(judged),
            self._others(claim, other.id),
            class_="cx-why",
        )

    def _others(self, claim: Claim, besides: str) -> Html | None:
        near = sorted(
            (
                (_days_apart(claim, self.comparison.claims[name]), i, name)
                for i, name in enumerate(self.question.claim_ids)
                if name not in (claim.id, besides)
            ),
        )
        rows = []
        for _, _, name in near:
            verdict = self.comparison.verdicts[name]
            judged = self.comparison.judgement(claim.id, name)
            if verdict.echo_of or judged is None:
                continue
            other = self.comparison.claims[name]
            sign = SYMBOLS.get(judged.relation, "–")
            told = f"{sign} {_relation(judged)}: {_brief(other)}. {' '.join(judged.because)}"
            since = "" if verdict.superseded_by is None else " Since changed by its own source."
            rows.append(tag("li", told + since))
        if not rows:
            return None
        more = len(rows) - OTHER_PAIRS
        if more > 0:
            rows = [*rows[:OTHER_PAIRS], tag("li", f"and {plural(more, 'other claim')}")]
        return join([tag("div", "With the others, nearest in time first:"), tag("ul", *rows)])


def _days_apart(a: Claim, b: Claim) -> int:
    """How many days lie between the publication of two claims; far where one has none."""
    try:
        days = [date.fromisoformat((c.published or "")[:10]) for c in (a, b)]
    except ValueError:
        return 10_000
    return abs((days[0] - days[1]).days)


def _who(claim: Claim) -> list[str]:
    voices = claim.sources or (claim,)
    words = []
    for source in voices:
        named = [source.speaker, source.role, source.agency]
        words.append(", ".join(dict.fromkeys(w for w in named if w)) or "the outlet's own words")
    if claim.via:
        words.append("via " + " ← ".join(claim.via))
    return words


def _brief(claim: Claim) -> str:
    where = f"{claim.outlet or 'unknown outlet'}, {day(claim.published)}"
    return f"{voice(claim)}, {said(claim)} ({where})"


def _relation(judged: Judgement) -> str:
    return judged.relation + (", one origin" if judged.same_origin else "")


def _sentences(judged: Judgement) -> Html:
    return tag("ul", *(tag("li", because) for because in judged.because)) if judged.because else (
        tag("div")
    )  # fmt: skip


def _components(judged: Judgement) -> Html:
    rows = [("how sure it is that both speak of one thing", judged.score), *judged.components]
    return tag(
        "table",
        *(
            tag("tr", tag("td", name.replace("_", " ")),
                tag("td", tag("span", tag("i", style=f"width:{_share(score)}%"), class_="cx-meter",
                              aria_hidden="true"), f"{_share(score)} %", class_="cx-num"))
            for name, score in rows
        ),
    )  # fmt: skip


def _share(score: float) -> int:
    return round(100 * min(max(score, 0.0), 1.0))
