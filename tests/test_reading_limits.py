"""Hostile and odd texts are read to the end, and every span still slices back."""

import pytest

from compare.extract.claims import extract
from compare.model import Article

SIZE = 4_000


@pytest.mark.parametrize(
    "text",
    [
        "the army of 12 men said that " * (SIZE // 29),
        "," * SIZE,
        "“he said " * (SIZE // 9),
        "9" * 10_000 + " soldiers were killed, he said.",
        "Кiм 3\u200b000 說 ﷽ " * (SIZE // 14),
        "HE SAID 5 OF THEM LEFT " * (SIZE // 23),
        "\n" * SIZE + "The police said 4 men died.",
    ],
    ids=["sentence", "commas", "open quotes", "digits", "mixed scripts", "capitals", "lines"],
)
def test_odd_texts_are_read_with_true_offsets(text):
    for claim in extract(Article("a", "The Outlet", None, "2025-01-01", None, None, text)):
        assert text[claim.start : claim.end] == claim.text
        if claim.quantity:
            q = claim.quantity
            assert text[q.start : q.end] == q.text


def test_a_text_of_many_pieces_keeps_its_offsets_and_all_its_claims():
    line = "The police said that 17 people were hurt in the crash near the harbour.\n\n"
    text = line * 900
    claims = extract(Article("a", "The Outlet", None, "2025-01-01", None, None, text))
    assert sum(c.quantity is not None for c in claims) == 900
    assert all(text[c.start : c.end] == c.text for c in claims)
