"""Parsing: one spaCy pipeline, loaded once, with offsets that are those of the text.

It gives what the trained pipeline gives, for less: matrix products by numpy's BLAS on one thread
(spaCy's own BLIS falls back to plain loops on processors that it does not know, and for matrices
of this size more threads only wait for each other), tag rules by table, and as many characters
at a time as caches and memory bear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from compare import settings
from compare.extract import cuts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_BOUNDARIES = "crosscheck_boundaries"

# Characters parsed together: few enough for the caches, and a bound on memory.
_TOGETHER = 30_000


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
    from thinc.api import use_ops
    from threadpoolctl import threadpool_limits

    from compare.extract import tag_table

    threadpool_limits(limits=1, user_api="blas")
    with use_ops("numpy", use_blis=False):
        nlp = load()
    if not Language.has_factory(_BOUNDARIES):
        Language.component(_BOUNDARIES, func=cuts.boundaries)
    nlp.add_pipe(_BOUNDARIES, before="parser")
    if "attribute_ruler" in nlp.pipe_names:
        nlp.add_pipe(tag_table.NAME, before="attribute_ruler")
        nlp.disable_pipe("attribute_ruler")
    return nlp


def parse(text: str) -> Doc:
    """Tokens, tags, dependencies and names of `text`; token offsets are offsets into `text`."""
    return next(parse_all([text]))


def parse_all(texts: Iterable[str]) -> Iterator[Doc]:
    """Many texts, parsed in batches; in their order."""
    batch: list[list[str]] = []
    size = 0
    for text in texts:
        batch.append(cuts.pieces(text))
        size += len(text)
        if size >= _TOGETHER:
            yield from _parsed(batch)
            batch, size = [], 0
    yield from _parsed(batch)


def _parsed(batch: list[list[str]]) -> Iterator[Doc]:
    nlp = pipeline()
    docs = nlp.pipe(_tokens(nlp, piece) for pieces in batch for piece in pieces)
    for pieces in batch:
        yield _joined([next(docs) for _ in pieces])


def _tokens(nlp: Language, text: str) -> Doc:
    """The tokens of a text; a tokenizer takes time squared over a word without end, so such a
    word comes to it in parts."""
    return _joined([nlp.make_doc(part) for part in cuts.words(text)])


def _joined(docs: list[Doc]) -> Doc:
    from spacy.tokens import Doc

    if len(docs) == 1:
        return docs[0]
    return Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor", "user_data"])
