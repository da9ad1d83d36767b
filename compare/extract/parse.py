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

_PARAGRAPHS = "crosscheck_paragraphs"


def _paragraphs(doc: Doc) -> Doc:
    """A new line opens a sentence: headlines and datelines must not run into what follows."""
    for token in doc[1:]:
        if "\n" in doc[token.i - 1].text:
            token.is_sent_start = True
    return doc


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
