"""Parsing: one spaCy pipeline, loaded once, with offsets that are those of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from compare import settings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_DASHES = {"—", "–", "--", "-"}
_DATELINE = 14
_PARAGRAPHS = "crosscheck_paragraphs"


def _paragraphs(doc: Doc) -> Doc:
    """A new line opens a sentence: headlines and datelines must not run into what follows."""
    opened = 0
    for token in doc[1:]:
        before = doc[token.i - 1]
        if "\n" in before.text:
            token.is_sent_start = True
            opened = token.i
        elif before.text in _DASHES and _is_dateline(doc, opened, before.i):
            token.is_sent_start = True
    return doc


def _is_dateline(doc: Doc, first: int, dash: int) -> bool:
    """ "LAMU, Kenya (AP) —": names and marks alone, at the head of a paragraph."""
    words = [t.text for t in doc[first:dash] if t.is_alpha]
    return 0 < dash - first <= _DATELINE and all(w[0].isupper() for w in words) and bool(words)


def load() -> Language:
    """The trained pipeline of the settings, as it comes. Raises OSError where it is missing."""
    try:
        return import_module(settings.PIPELINE).load()
    except ModuleNotFoundError as error:
        raise OSError(f"the language pipeline {settings.PIPELINE!r} is not installed") from error


@cache
def pipeline() -> Language:
    """The pipeline that reads articles, loaded once."""
    from spacy.language import Language

    nlp = load()
    if not Language.has_factory(_PARAGRAPHS):
        Language.component(_PARAGRAPHS, func=_paragraphs)
    nlp.add_pipe(_PARAGRAPHS, before="parser")
    nlp.max_length = settings.MAX_READ + 1
    return nlp


def parse(text: str) -> Doc:
    """Tokens, tags, dependencies and names of `text`; token offsets are offsets into `text`."""
    return pipeline()(text)


def parse_all(texts: Iterable[str]) -> Iterator[Doc]:
    """Many texts, parsed in batches; in their order."""
    return pipeline().pipe(texts)
