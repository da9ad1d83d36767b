"""The tag rules of a trained pipeline as a table, filled as words come.

spaCy's attribute ruler matches each of its patterns (about 180) against each token. Nearly all
look at one token and only at its tag, word, relation and whether it is a space, so what they
decide is looked up here by these four and learned from the ruler itself where it is not known yet.
Where one of the few others matches, the ruler itself decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

NAME = "crosscheck_tag_table"
_READS = ("TAG", "LOWER", "DEP", "IS_SPACE")
_KEYS = [TAG, LOWER, DEP, IS_SPACE]
_UNNAMED = 2**64 - 1
_PROBE = "crosscheck:relation"
_SETS = [TAG, POS, MORPH, LEMMA, DEP]


class TagTable:
    """Gives each token what the ruler would have given it."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._known: dict[tuple[int, ...], list[int]] = {}
        self._others = Matcher(ruler.vocab)
        named: dict[str, set[str]] = {"LOWER": set(), "DEP": set()}
        for rule in ruler.patterns:
            for pattern in rule["patterns"]:
                if _plain(pattern):
                    for key, words in named.items():
                        words.update(_words(pattern[0].get(key)))
                else:
                    self._others.add(str(pattern), [pattern])
        # Words and relations that no pattern names decide nothing: one row serves them all.
        strings = ruler.vocab.strings
        self._named = [
            (column, np.array(sorted(strings.add(w) for w in named[key]), dtype="uint64"))
            for column, key in enumerate(_READS)
            if key in named
        ]
        self._named_relations = {strings.add(w) for w in named["DEP"]}

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        keys = doc.to_array(_KEYS).astype("uint64")
        for column, named in self._named:
            keys[~np.isin(keys[:, column], named), column] = _UNNAMED
        rows = []
        for i, key in enumerate(map(tuple, keys.tolist())):
            row = self._known.get(key)
            if row is None:
                row = self._known[key] = self._learn(doc, i)
            rows.append(row)
        values = np.array(rows, dtype="uint64")
        values[:, -1] = np.where(values[:, -1] == 0, doc.to_array([DEP]), values[:, -1])
        doc.from_array(_SETS, values)
        for _, start, end in self._others(doc, allow_missing=True):
            self._rule(doc, start, end)
        return doc

    def _rule(self, doc: Doc, start: int, end: int) -> None:
        matches = self._ruler.match(doc[start:end])
        at = [(rule, label, start + a, start + b) for rule, label, a, b in matches]
        self._ruler.set_annotations(doc, at)

    def _learn(self, doc: Doc, i: int) -> list[int]:
        span, relation = doc[i : i + 1], doc[i].dep
        if relation not in self._named_relations:
            doc[i].dep_ = _PROBE
        probe = doc[i].dep
        self._rule(doc, i, i + 1)
        row = span.to_array(_SETS)[0].tolist()
        if row[-1] == probe:
            doc[i].dep, row[-1] = relation, 0  # left as the parser set it
        return row


def _plain(pattern: list[dict[str, Any]]) -> bool:
    """True where a pattern asks one token for nothing but what the table is read by."""
    if len(pattern) != 1 or not set(pattern[0]) <= set(_READS):
        return False
    return all(_words(pattern[0].get(key)) is not None for key in ("LOWER", "DEP"))


def _words(asked: Any) -> list[str] | None:
    """The words that a condition names; None for a condition of any other form."""
    if asked is None:
        return []
    if isinstance(asked, str):
        return [asked]
    if isinstance(asked, dict) and len(asked) == 1:
        return asked.get("IN", asked.get("NOT_IN"))
    return None


@Language.factory(NAME)
def _make(nlp: Language, name: str) -> TagTable:
    return TagTable(nlp.get_pipe("attribute_ruler"))
