"""Who said what: quotations, reported speech, their sources, and texts that nobody would write."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import lexicon
from compare.extract import cues
from compare.extract.attributions import attributions
from compare.extract.parse import parse
from compare.extract.quotes import paragraphs, quotations
from compare.model import QUOTES, STANCES


def read(text: str) -> list[tuple[str | None, str, str]]:
    """Source, content and kind of each attribution of `text`."""
    found = attributions(parse(text))
    return [(a.source.text if a.source else None, a.content.text, a.kind) for a in found]


def texts(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “we are ready” twice.", ["“we are ready”"]),
        ('He wrote "first" and "second" on it.', ['"first"', '"second"']),
        ("''Keep calm,'' he said.", ["''Keep calm,''"]),
        ("“He told me ‘no’ and left,” she said.", ["“He told me ‘no’ and left,”"]),
        ("The so-called ‘grey zone’ is quiet.", ["‘grey zone’"]),
        ("It's the workers' day, isn't it?", []),
        ('A 6-foot board, 12" wide, fell.', []),
        ("“It goes on and on\n\n“and on,” he said.", ["“It goes on and on", "“and on,”"]),
        ("He said “yes. Then the mayor left. Nobody spoke.", ["“yes."]),
        ("", []),
    ],
)
def test_quotations_are_found_by_their_marks(text, expected):
    assert texts(text) == expected


def test_a_hard_wrapped_line_does_not_end_its_paragraph():
    wrapped = "The minister of transport said on Tuesday that the bridge over the\nriver was safe."
    assert len(paragraphs(wrapped)) == 1
    assert len(paragraphs("A heading\nThe bridge is safe.")) == 2
    assert len(paragraphs("One.\n\n\nTwo.\n")) == 2


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“The bridge is shut,” said Mara Quist.", "Mara Quist", "The bridge is shut"),
        ("“The bridge is shut,” Mara Quist said.", "Mara Quist", "The bridge is shut"),
        ("“Is the bridge shut?” Quist asked.", "Quist", "Is the bridge shut?"),
        (
            "“The bridge is shut,” said Mara Quist, the deputy mayor of Lund. Traffic stopped.",
            "Mara Quist, the deputy mayor of Lund",
            "The bridge is shut",
        ),
        ("Quist said: “The bridge is shut.”", "Quist", "The bridge is shut."),
        ("Quist told reporters, “The bridge is shut.”", "Quist", "The bridge is shut."),
        ('"We counted 40 boats," the harbour master said.', "the harbour master", "40 boats"),
        ("''We counted 40 boats,'' the harbour master said.", "the harbour master", "40 boats"),
        ("Quist fired off a letter: “The bridge is shut.”", "Quist", "The bridge is shut."),
    ],
)
def test_direct_quotations(text, source, content):
    found = [a for a in read(text) if content in a[1]]
    assert [(a[0], a[2]) for a in found] == [(source, "direct")]


def test_a_quotation_broken_by_its_cue_is_one_statement():
    text = "“The bridge is shut,” Quist said on Monday. “It will open in May.”"
    assert read(text) == [("Quist", text, "direct")]


def test_two_cues_are_two_statements():
    text = "“The bridge is shut,” Quist said. “No boat may pass,” the harbour master added."
    assert [a[0] for a in read(text)] == ["Quist", "the harbour master"]


def test_a_paragraph_of_quotation_alone_goes_on_with_the_last_speaker():
    text = "Mara Quist said the bridge was shut.\n\n“It will open again in May.”"
    assert ("Mara Quist", "“It will open again in May.”", "direct") in read(text)


def test_an_open_quotation_runs_on_into_the_next_paragraph():
    text = "Quist said: “The bridge is shut.\n\n“It will open in May.”"
    [(source, content, kind)] = read(text)
    assert source == "Quist"
    assert content.endswith("May.”")
    assert kind == "direct"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor said that 40 boats had sunk.", "The mayor", "40 boats had sunk"),
        ("Officials believe 40 boats have sunk.", "Officials", "40 boats have sunk"),
        ("The navy denied that any boat had sunk.", "The navy", "any boat had sunk"),
        ("The navy denied the report.", "The navy", "the report"),
        ("The minister dismissed talk of a strike.", "The minister", "talk of a strike"),
        ("Forty boats sank, according to the coast guard.", "the coast guard", "Forty boats sank"),
        ("According to the coast guard, forty boats sank.", "the coast guard", "forty boats sank"),
        ("Forty boats sank, the coast guard said on Monday.", "the coast guard", "Forty boats"),
        ("The boats, she said, had sunk in minutes.", "she", "had sunk in minutes"),
        ("The union rejected Velmar's claim that nobody was hurt.", "Velmar", "nobody was hurt"),
        ("Ministers and bankers said the law was dead.", "Ministers and bankers", "law was dead"),
        (
            "The coast guard put the number of boats at 40.",
            "The coast guard",
            "number of boats at 40",
        ),
        ("The report shows that 40 boats sank.", "The report", "40 boats sank"),
        ("The bank cut its forecast to 2 per cent.", "The bank", "2 per cent"),
    ],
)
def test_indirect_speech(text, source, content):
    found = [a for a in read(text) if content in a[1] and a[0] == source]
    assert found, read(text)
    assert all(kind == "indirect" for _, _, kind in found)


def test_a_phrase_in_quote_marks_makes_speech_mixed():
    text = "The mayor said the storm had been “a lesson to us all”."
    assert read(text) == [("The mayor", "the storm had been “a lesson to us all”", "mixed")]


def test_a_partly_quoted_sentence_is_taken_whole():
    text = "The new law “will help nobody,” the mayor said."
    assert read(text) == [("the mayor", "The new law “will help nobody,”", "mixed")]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “grey zone” lies north of the river.",
        "Forty boats sank in the harbour on Monday.",
        "The film “The Long Night” opened in Paris.",
    ],
)
def test_the_narrators_own_words_are_no_attribution(text):
    assert read(text) == []


def test_nobody_is_named_where_the_voice_is_passive():
    [(source, content, _)] = read("Forty boats are believed to have sunk.")
    assert source is None
    assert content.startswith("Forty boats")


def test_each_verb_of_a_sentence_has_its_own_words():
    text = "The mayor said the bridge was shut, adding that it would open in May."
    assert read(text) == [
        ("The mayor", "the bridge was shut", "indirect"),
        ("The mayor", "that it would open in May", "indirect"),
    ]


def test_ones_own_words():
    found = read("The storm was, in her words, “a very long night”.")
    assert ("her", "“a very long night”", "direct") in found


def test_speech_within_speech_keeps_both_voices():
    found = read("The agency said the mayor had told it that 40 boats sank.")
    assert {source for source, _, _ in found} >= {"The agency", "the mayor"}


def test_a_denial_of_knowledge_keeps_its_whole_cue():
    found = attributions(parse("He could neither confirm nor deny that a letter had come."))
    assert [a.cue and a.cue.text for a in found] == ["could neither confirm nor deny"]


def test_the_contract_sentence():
    text = "“They left,” said Ann Ek, the party leader. Brun denied the report."
    found = attributions(parse(text))
    assert [a.kind for a in found] == ["direct", "indirect"]
    assert found[0].source is not None
    assert "Ann Ek" in found[0].source.text
    assert "They left" in found[0].content.text


def check_spans(text: str) -> None:
    for a in attributions(parse(text)):
        assert a.kind in QUOTES
        for span in (a.source, a.cue, a.content):
            if span is not None:
                assert text[span.start : span.end] == span.text
                assert span.text


PIECES = st.sampled_from(
    [
        "“", "”", "‘", "’", '"', "'", "''", "«", "»", " ", "\n", "\n\n", ",", ".", ":", "?", "(",
        ")", "—", "[", "]", " he ", " said ", " the mayor ", " that ", " told ", " according to ",
        " claim ", "40 ", " denied ", "She ", " by ", " his account", "Žižek", "🙂", "\u00a0",
    ]
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_text_of_speech_and_marks_raises_and_spans_slice_back(text):
    check_spans(text)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=120))
def test_no_text_at_all_raises_and_spans_slice_back(text):
    check_spans(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=80).map("".join))
def test_quotations_lie_in_order_and_apart(text):
    found = quotations(text)
    for first, second in pairwise(found):
        assert first.end <= second.start
    assert all(q.start < q.end <= len(text) for q in found)


@pytest.mark.parametrize(
    "piece", ["“\n\n", "“", "' ", "the ‘thing he 'said that ", 'said "no, ', "A: “"]
)
def test_marks_are_paired_in_linear_time(piece):

    def seconds(times: int) -> float:
        began = time.process_time()
        quotations(piece * times)
        return time.process_time() - began

    assert seconds(64_000) < 80 * max(seconds(4_000), 0.01)


@pytest.mark.parametrize("piece", ["he said ", "“they left and ", ", she said, ", "claims of "])
def test_many_cues_stay_within_bounds(piece):
    found = attributions(parse(piece * 150))
    assert sum(len(a.content.text) for a in found) < 150 * 2_500


def test_the_lexicon_is_sound():
    for word_class in ("verb", "noun", "adjective", "phrase", "adverb"):
        table = cues.table(word_class)
        assert table
        assert all(entry.stance in STANCES and entry.mode in cues.MODES for entry in table.values())
    assert cues.table("verb")["deny"].stance == "denies"


def test_a_slip_in_the_lexicon_is_told(monkeypatch):
    rows = {"verb": {"mumble": {"stance": "loudly", "mode": "speech"}}}
    monkeypatch.setattr(lexicon, "load", lambda name: rows)
    with pytest.raises(lexicon.LexiconError, match="mumble"):
        cues.table.__wrapped__("verb")
