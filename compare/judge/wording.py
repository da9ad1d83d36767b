"""Judgements in words: one plain sentence for each reason, naming who said what."""

from __future__ import annotations

from compare.judge.intervals import figure
from compare.judge.reading import Reading
from compare.judge.rules import Finding, Pair, older
from compare.match import lanes

MAX_QUOTE = 90


def because(p: Pair, finding: Finding, reasons: tuple[str, ...]) -> tuple[str, ...]:
    """One sentence a reason, in the order of `reasons`."""
    if finding.relation == "unrelated":
        return (_unrelated(p),)
    said = tuple(_SENTENCES[r](p, finding) for r in reasons)
    return said or (_agreement(p),)


def who(x: Reading) -> str:
    """The voice behind a claim as a reader knows it."""
    c = x.claim
    if c.speaker and c.agency:
        return f"{c.speaker} ({c.agency})"
    return c.speaker or c.agency or c.role or c.outlet or "an unnamed source"


def what(x: Reading) -> str:
    """The figure as it was said; else the words of the claim."""
    if x.claim.quantity is not None:
        return f"“{x.claim.quantity.text}”"
    words = " ".join(x.claim.text.split())
    return f"“{words if len(words) <= MAX_QUOTE else words[:MAX_QUOTE].rsplit(' ', 1)[0] + '…'}”"


def both(p: Pair) -> str:
    """ "A says x, B says y"."""
    return f"{who(p.a)} says {what(p.a)}, {who(p.b)} says {what(p.b)}"


def _agreement(p: Pair) -> str:
    return f"{both(p)}: the same."


def _unrelated(p: Pair) -> str:
    parts = {
        "measure": "they count different things",
        "subject": "they speak of different parties",
        "scope": "they count different states or acts",
        "unit": "their units measure different things",
        "words": "nothing shows that they speak of one thing",
    }
    return f"{both(p)}: {' and '.join(parts[v] for v in p.match.vetoes) or parts['words']}."


def _figure(p: Pair, finding: Finding) -> str:
    if "part_of" in finding.reasons and finding.relation == "conflict":
        part = p.b if p.whole is p.a else p.a
        some, every = f"{who(part)} says {what(part)}", f"{who(p.whole)} says {what(p.whole)}"
        return f"{some} for a part, {every} for all."
    if finding.relation == "conflict":
        return f"{both(p)}: no number fits both."
    return f"{both(p)}: these are different figures."


def _open_bound(p: Pair, finding: Finding) -> str:
    loose = [x for x in (p.a, p.b) if x.figure and x.figure.open]
    said = " and ".join(dict.fromkeys(what(x) for x in loose))
    side = "upper" if all(x.figure.high is None for x in loose) else "one"
    verb = "leave" if len({what(x) for x in loose}) > 1 else "leaves"
    return f"{said} {verb} the {side} end open, so both can be true." if side == "upper" else (
        f"{said} {verb} one end open, so both can be true."
    )  # fmt: skip


def _loose(bounds: tuple[str, ...], words: tuple[str, str]):
    def sentence(p: Pair, finding: Finding) -> str:
        said = [x for x in (p.a, p.b) if x.figure and x.figure.bound in bounds]
        names = list(dict.fromkeys(what(x) for x in said))
        return f"{' and '.join(names)} {words[len(names) > 1]}."

    return sentence


def _scope(p: Pair, finding: Finding) -> str:
    def state(x: Reading) -> str:
        word = x.claim.scope or x.lane.question or "no state named"
        return f"{word}, planned" if x.lane.planned and word != "planned" else word

    return f"{who(p.a)} counts another state ({state(p.a)}) than {who(p.b)} ({state(p.b)})."


def _place(p: Pair, finding: Finding) -> str:
    def where(x: Reading) -> str:
        return ", ".join(sorted(x.lane.places)) or "no place"

    return f"{who(p.a)} speaks of {where(p.a)}, {who(p.b)} of {where(p.b)}."


def _period(p: Pair, finding: Finding) -> str:
    def window(x: Reading) -> str:
        return x.claim.period or "the whole time"

    return f"{who(p.a)} counts over {window(p.a)}, {who(p.b)} over {window(p.b)}."


def _date(p: Pair, finding: Finding) -> str:
    def when(x: Reading) -> str:
        return x.claim.as_of or x.claim.event_date or "an unnamed day"

    apart = lanes.days_apart(p.a.lane, p.b.lane)
    distance = f", {apart} {'day' if apart == 1 else 'days'} apart" if apart else ""
    return f"{who(p.a)} speaks of {when(p.a)}, {who(p.b)} of {when(p.b)}{distance}."


def _unit(p: Pair, finding: Finding) -> str:
    return f"{what(p.a)} and {what(p.b)} are one figure in two units."


def _polarity(p: Pair, finding: Finding) -> str:
    no, yes = (p.a, p.b) if p.a.claim.polarity == "denies" else (p.b, p.a)
    if no.claim.quantity is None:
        return f"{who(no)} denies what {who(yes)} says: {what(yes)}."
    return f"{who(no)} denies {what(no)}, {who(yes)} says {what(yes)}."


def _unconfirmed(p: Pair, finding: Finding) -> str:
    silent = [x for x in (p.a, p.b) if x.claim.polarity == "uncertain"]
    names = " and ".join(dict.fromkeys(who(x) for x in silent))
    verb = "confirm nor deny" if len({who(x) for x in silent}) > 1 else "confirms nor denies"
    return f"{names} neither {verb} it."


def _revision(p: Pair, finding: Finding) -> str:
    old = older(p) or p.a
    new = p.b if old is p.a else p.a
    if p.same_voice:
        return f"{who(new)} moved on from {what(old)} to {what(new)}."
    side = "the same government" if p.a.governments & p.b.governments else "the authorities there"
    return f"{what(new)} ({who(new)}) replaces the earlier {what(old)} ({who(old)}) of {side}."


def _part_of(p: Pair, finding: Finding) -> str:
    whole = p.whole or max(p.a, p.b, key=lambda x: figure(x.figure) or 0)
    part = p.b if whole is p.a else p.a
    if finding.relation == "conflict":
        return f"A part cannot exceed its whole: {what(part)} is part of {what(whole)}."
    return f"{what(part)} ({who(part)}) is counted within {what(whole)} ({who(whole)})."


def _wording(p: Pair, finding: Finding) -> str:
    if finding.relation == "agree":
        return f"{who(p.a)} and {who(p.b)} say the same in words."
    return f"{who(p.a)} and {who(p.b)} speak of one thing, and say it differently."


def _echo(p: Pair, finding: Finding) -> str:
    shared = [v for v in p.a.voices if v in p.b.voices]
    origin = who(p.a) if shared or p.same_voice else "one text"
    return f"Both go back to {origin}, so they count once."


def _drift(p: Pair, finding: Finding) -> str:
    x, y = p.a.claim.outlet or "one text", p.b.claim.outlet or "another"
    if what(p.a) != what(p.b):
        return f"The statement changed on its way: {what(p.a)} ({x}), {what(p.b)} ({y})."
    return f"The statement is told differently by {x} and {y}."


_SENTENCES = {
    "figure": _figure,
    "open_bound": _open_bound,
    "hedge": _loose(("about", "nearly"), ("is a rough figure", "are rough figures")),
    "range": _loose(("range", "order"), ("is a span, not a figure", "are spans, not figures")),
    "scope": _scope,
    "place": _place,
    "period": _period,
    "date": _date,
    "unit": _unit,
    "polarity": _polarity,
    "unconfirmed": _unconfirmed,
    "revision": _revision,
    "part_of": _part_of,
    "wording": _wording,
    "echo": _echo,
    "drift": _drift,
}
