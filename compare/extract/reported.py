"""What a text reports without quoting, or quotes in part: clauses and objects under a cue verb."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.extract.clauses import DASHES, FINITE, SUBJECTS, Reading
from compare.extract.cues import Cue, cue, reckoned

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = ("ccomp", "xcomp", "dobj", "prep", "oprd", "acomp", "attr", "pcomp", "dative")
_PERIODS = frozenset(("DATE", "TIME"))
_ENDS = (".", ";", "!", "?")
_NOMINAL = frozenset(("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"))
_TAIL = 14
_AHEAD = 40


@dataclass(slots=True)
class Found:
    """Offsets of one attribution; `cue_token` is the index of the cue's head.

    `nested` tells whether the attribution is worth having within the content of another: someone
    is said to have said something. `spoken` is false of thoughts and documents.
    """

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[int, int]
    cue_token: int
    nested: bool = False
    spoken: bool = True


def source_of(reading: Reading, verb: Token) -> tuple[int, int] | None:
    """The offsets of the source of an active cue verb, None where it has none or only "it"."""
    participle = verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl")
    if participle and reading.child(verb, *SUBJECTS, "aux") is None:
        return None  # "asked about the toll": whoever asked is not told
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        return _quoted(reading, verb.head)
    subject = reading.subject(verb)
    if subject is None or subject.i == verb.i:
        return _words_before(reading, verb)
    if subject.dep_ == "expl":
        return None
    if verb.dep_ == "relcl" and (own := reading.child(verb, "nsubj")) is not None:
        subject = own
    return reading.chars(*reading.edges(subject, verb))


def _quoted(reading: Reading, preposition: Token) -> tuple[int, int] | None:
    """Whom "X quoted Y as saying" and "Y was quoted as saying" quote."""
    verb = preposition
    while verb.head.i != verb.i and verb.lemma_.lower() not in ("quote", "cite"):
        verb = verb.head
    whom = reading.child(verb, "dobj") or reading.child(verb, "nsubjpass")
    if verb.lemma_.lower() not in ("quote", "cite") or whom is None:
        return None
    first, last = reading.edges(whom, verb)
    if first <= preposition.i <= last:  # the parse hung "as saying" on the one quoted
        last = preposition.i - (2 if reading.tokens[preposition.i - 1].text == "," else 1)
    return reading.chars(first, last)


def _words_before(reading: Reading, verb: Token) -> tuple[int, int] | None:
    """The noun phrase right before a finite verb to which the parse gave no subject."""
    tokens, low = reading.tokens, reading.sentence[verb.i][0]
    last = verb.i - 1
    while last > low and tokens[last].pos_ in ("ADV", "AUX", "PART"):
        last -= 1
    if verb.tag_ not in FINITE or last < low or verb.i - low > _AHEAD:
        return None
    if tokens[last].text == "," and not any(t.pos_ == "VERB" for t in tokens[low:last]):
        return reading.chars(low, last - 1) if last > low else None
    if tokens[last].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    return reading.chars(max(low, tokens[last].left_edge.i), last)


def _agent(reading: Reading, verb: Token) -> tuple[int, int] | None:
    """The doer of a passive: "by …"."""
    by = reading.child(verb, "agent")
    doer = by and reading.child(by, "pobj")
    return reading.chars(*reading.edges(doer, by)) if by and doer else None


def _of_time(prep: Token) -> bool:
    """True of a phrase of time, which tells of the saying rather than of what is said."""
    inside = (t for t in prep.children if t.dep_ == "pobj")
    return prep.dep_ == "prep" and any(t.ent_type_ in _PERIODS for t in inside)


def _numeric(reading: Reading, head: Token) -> bool:
    """True where the phrase of `head` holds a number."""
    first, last = reading.edges(head, head)
    return any(t.like_num for t in reading.tokens[first : min(last, first + _TAIL) + 1])


class _Verb:
    """One cue verb of a reading, and what can be found around it."""

    def __init__(self, reading: Reading, verb: Token, entry: Cue) -> None:
        self.reading, self.verb, self.entry = reading, verb, entry
        self.words = reading.verb_group(verb)
        self.low, self.high = reading.sentence[verb.i]
        mine = reading.children[verb.i]
        self.children = [c for c in mine if self.low <= c.i <= self.high]
        self.torn = any(c.i > self.high for c in mine) or verb.head.i > self.high

    def child(self, *deps: str) -> Token | None:
        return next((c for c in self.children if c.dep_ in deps), None)

    def make(
        self, source: tuple[int, int] | None, content: tuple[int, int], clause: bool = False
    ) -> Found:
        nested = clause and self.entry.mode != "thought" and self.entry.stance != "question"
        spoken = self.entry.mode == "speech" and source is not None
        return Found(source, self.words, content, self.verb.i, nested, spoken)

    def complement(self) -> list[Token]:
        """The heads of the content of an active cue, in their order; empty where it has none."""
        takes, verb = self.entry.takes, self.verb
        right = [c for c in self.children if c.dep_ in _COMPLEMENTS and c.i > verb.i]
        objects = [c for c in right if c.dep_ in ("dobj", "oprd")]
        clause = [c for c in right if c.dep_ == "ccomp"]
        if "clause" in takes and clause:
            return clause[-1:]
        infinitive = [c for c in right if c.dep_ == "xcomp"]
        if "to" in takes and infinitive:
            return infinitive[:1]
        wanted = "object" in takes
        if "as" in takes and any(c.dep_ == "prep" and c.lower_ == "as" for c in right):
            wanted = True
        if "figure" in takes and objects:
            counted = objects[0].lemma_.lower() in reckoned() or objects[0].pos_ == "PRON"
            counted = counted or any(c.lower_ == "at" and _numeric(self.reading, c) for c in right)
            wanted = any(_numeric(self.reading, c) for c in (right if counted else objects))
            if counted and not wanted:  # "put the total closer to 11,000"
                wanted = any(_numeric(self.reading, c) for c in self.children if c.i > verb.i)
        if wanted and objects:
            ahead = [c for c in right if c.i >= objects[0].i]
            return [c for c in ahead if not _of_time(c)]
        for child in right:
            if child.dep_ == "prep" and child.lower_ in takes:
                if objects and "clause" not in takes:
                    return []
                return [c for c in right if c.i >= child.i and not _of_time(c)]
        return [c for c in self.children if c.dep_ == "dobj"] if "object" in takes else []

    def passive(self) -> Found | None:
        """ "is said to …", "was told that …", "was dismissed by …"."""
        reading, entry = self.reading, self.entry
        agent = _agent(reading, self.verb)
        subject = self.child(*SUBJECTS)
        right = [c for c in self.children if c.i > self.verb.i]
        clause = next((c for c in right if c.dep_ == "ccomp"), None)
        infinitive = next((c for c in right if c.dep_ == "xcomp"), None)
        if clause is not None and "clause" in entry.takes:
            if entry.mode == "thought" and subject is not None and subject.lower_ != "it":
                agent = agent or source_of(reading, self.verb)
            content = reading.edges(clause, self.verb)
            return self.make(agent, reading.chars(*content), clause=True)
        if infinitive is not None and subject is not None:
            first, last = reading.edges(infinitive, self.verb)
            if entry.to != "person":
                first = reading.edges(subject, self.verb)[0]
            return self.make(agent, reading.chars(first, last))
        if agent is not None and subject is not None and entry.takes & {"object", "quote"}:
            return self.make(agent, reading.chars(*reading.edges(subject, self.verb)))
        return None

    def find(self) -> Found | None:
        reading, verb = self.reading, self.verb
        if self.child("auxpass", "nsubjpass") is not None:
            return self.passive()
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            agent = _agent(reading, verb)
            first = reading.clip(verb.head.left_edge.i, verb.i - 1, verb.i)[0]
            if agent is None or first >= verb.i:
                return None
            return self.make(agent, reading.chars(first, verb.i - 1))
        if self.entry.to == "raising":
            infinitive, subject = self.child("xcomp", "oprd"), self.child(*SUBJECTS)
            if infinitive is None or subject is None:
                return None
            first, last = reading.edges(subject, verb)[0], reading.edges(infinitive, verb)[1]
            return self.make(None, reading.chars(first, last))
        heads = self.complement()
        if not heads:
            return self.aside() or self.clause_after() or self.rest()
        first, last = reading.edges(heads[0], verb)
        if heads[0].i < verb.i:
            return self.aside() or self.make(source_of(reading, verb), reading.chars(first, last))
        last = max(last, reading.edges(heads[-1], verb)[1])
        if self.torn and reading.tokens[last].pos_ in ("CCONJ", "ADP"):
            last = reading.clip(last, self.high, verb.i)[1]
        if heads[0].dep_ == "prep":
            first = min(heads[0].i + 1, last)
        if heads[0].dep_ == "ccomp" and reading.tokens[verb.i + 1].lower_ == "that":
            first = min(first, verb.i + 1)
        last = self.before_participle(first, last)
        return self.make(
            source_of(reading, verb), reading.chars(first, last), heads[0].dep_ == "ccomp"
        )

    def before_participle(self, first: int, last: int) -> int:
        """`last`, or the token before ", saying …": a cue that goes on with the same speaker."""
        goes_on = self.reading.goes_on
        at = bisect_right(goes_on, first + 1)
        if at == len(goes_on) or goes_on[at] >= last:
            return last
        end = goes_on[at]
        return end - 1 if self.reading.tokens[end].text in DASHES else end - 2

    def clause_after(self) -> Found | None:
        """ "said …" where the parse gave the verb no content: what follows is it, if a clause."""
        reading, doc, verb = self.reading, self.reading.tokens, self.verb
        if "clause" not in self.entry.takes or self.entry.mode != "speech":
            return None
        _, high = reading.clip(verb.i, self.high, verb.i)
        first = None
        for i in range(verb.i + 1, min(verb.i + _TAIL, high - 1)):
            if doc[i].text in DASHES or doc[i].pos_ in ("VERB", "AUX"):
                break
            if doc[i].lower_ == "that" and doc[i].tag_ in ("IN", "WDT"):
                first = i
                break
        subject = self.child(*SUBJECTS)
        if first is None and subject is not None and subject.i < verb.i < high:
            after = doc[verb.i + 1]
            bare = after.pos_ in _NOMINAL and after.ent_type_ not in _PERIODS
            ahead = doc[verb.i + 2 : min(high + 1, verb.i + _AHEAD)]
            finite = (t.tag_ in FINITE or t.tag_ == "MD" for t in ahead)
            if bare and self.child("dobj") is None and any(finite):
                first = verb.i + 1
        if first is None:
            return None
        last = self.before_participle(first, high)
        return self.make(source_of(reading, verb), reading.chars(first, last), clause=True)

    def rest(self) -> Found | None:
        """What follows the cue, where the parser ran two sentences together and lost it."""
        _, high = self.reading.clip(self.verb.i, self.high, self.verb.i)
        if not self.torn or not self.entry.takes & {"object", "clause"} or high <= self.verb.i:
            return None
        content = self.reading.chars(self.verb.i + 1, high)
        return self.make(source_of(self.reading, self.verb), content)

    def phrase_before(self, at: int) -> int:
        """Where the noun phrase opens that stands before token `at` with a comma in front of it:
        the speaker whom the parse took for part of the clause before ("…, officials said")."""
        doc = self.reading.tokens
        chunks = 2 if doc[at - 1].text == "," else 1  # "the envoy, Ana Ruiz, has said"
        i = at - 2 if chunks == 2 else at - 1
        while i > self.low and at - i <= _TAIL:
            finite = doc[i].pos_ in ("VERB", "AUX") and doc[i].tag_ != "VBN"
            if finite or doc[i].pos_ == "SCONJ" or doc[i].lower_ in ("that", "which", "who"):
                return at
            if doc[i].text in DASHES:
                chunks -= 1
                if not chunks:
                    return i + 1
            i -= 1
        return at

    def aside(self) -> Found | None:
        """ "…, she said on Friday": the cue stands within or after what it reports."""
        reading, doc, verb = self.reading, self.reading.tokens, self.verb
        if not self.entry.takes & {"clause", "quote"} or verb.tag_ not in FINITE:
            return None
        subject = self.child(*SUBJECTS)
        first, last = reading.token_at(self.words[0]), verb.i
        if subject is not None:
            first = min(reading.edges(subject, verb)[0], first)
            last = max(verb.i, reading.edges(subject, verb)[1])
        torn = subject is None or (first > self.low and doc[first - 1].text not in DASHES)
        if torn and (subject is None or subject.i < verb.i):
            first = self.phrase_before(first)
        if first - self.low < 2 or doc[first - 1].text not in DASHES or first > verb.i:
            return None
        if torn and not any(t.pos_ in ("VERB", "AUX") for t in doc[self.low : first]):
            return None
        low, high = reading.clip(self.low, self.high, verb.i)
        end = last + 1
        while end <= min(high, last + _TAIL) and doc[end].text not in (*DASHES, *_ENDS):
            if doc[end].pos_ in ("VERB", "AUX") or doc[end].lower_ == "that":
                return None
            end += 1
        source = source_of(reading, verb)
        if torn:
            source = reading.chars(first, reading.token_at(self.words[0]) - 1)
        if end < high and doc[end].text in DASHES:
            after = doc[end + 1]
            direct = end == last + 1 and after.tag_ != "VBG"
            if direct or after.pos_ in ("CCONJ", "AUX") or after.tag_ in FINITE:
                return self.make(source, reading.chars(low, high))
        return self.make(source, reading.chars(low, first - 1))


def reported(reading: Reading) -> Iterator[Found]:
    """Attributions that a verb of the narrator makes, in the order of the verbs."""
    for token in reading.tokens:
        if token.pos_ in ("VERB", "AUX"):
            entry = cue(token)
            found = entry and _Verb(reading, token, entry).find()
            if found:
                yield found
