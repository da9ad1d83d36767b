"""A corpus compared: verdicts count live claims of independent origins, and the order says so."""

from decimal import Decimal

from claimed import claim, dead, troops

from compare.judge.comparison import compare
from compare.model import VERDICTS, Article


def articles(claims):
    return [
        Article(i, f"Outlet {i}", None, "2031-05-10", None, None, f"Words of {i}.")
        for i in dict.fromkeys(c.article_id for c in claims)
    ]


def compared(*claims):
    return compare(articles(claims), claims)


def test_two_independent_sources_in_conflict():
    a, b = troops(3000, agency="Ministry of Ports"), troops(10000, agency="Harbour Council")
    found = compared(a, b)
    (question,) = found.questions
    assert (question.verdict, question.origins, question.conflicts) == ("conflict", 2, 1)
    assert question.factor == Decimal(10000) / Decimal(3000)
    assert found.verdicts[a.id].verdict == "conflict"
    assert (found.verdicts[a.id].against, found.verdicts[a.id].reason) == (b.id, "figure")
    assert "2 independent sources say 3,000 to 10,000" in question.summary
    assert "1 pair of claims cannot both be true" in question.summary


def test_open_bounds_in_another_scope_differ_and_the_summary_says_why():
    found = compared(
        troops(3000, "at_least", agency="Ministry of Ports"),
        troops(10000, "more_than", scope="heading", agency="Harbour Council"),
    )
    (question,) = found.questions
    assert (question.verdict, question.differs, question.conflicts) == ("differ", 1, 0)
    assert question.summary.endswith("both can be true: open bounds and another scope.")


def test_an_echo_counts_once():
    first = troops(3000, "at_least", agency="Ministry of Ports", published="2031-05-09")
    copy = troops(3000, agency="Ministry of Ports")
    found = compared(copy, first)
    (question,) = found.questions
    assert (question.origins, question.verdict) == (1, "only source")
    assert found.verdicts[copy.id].echo_of == first.id
    assert found.verdicts[copy.id].drift
    assert not found.verdicts[copy.id].live
    assert found.verdicts[copy.id].origin == found.verdicts[first.id].origin
    assert question.summary == "Only one source speaks: 3,000."


def test_a_superseded_figure_disputes_nothing():
    old = dead(12, agency="Police", published="2031-05-08")
    new = dead(15, agency="Police")
    other = dead(15, agency="NATO")
    found = compared(old, new, other)
    (question,) = found.questions
    assert found.verdicts[old.id].verdict == "revised"
    assert found.verdicts[old.id].superseded_by == new.id
    assert (question.verdict, question.conflicts) == ("agree", 0)
    assert "1 earlier figure has been replaced" in question.summary


def test_an_echo_of_a_superseded_figure_is_superseded_too():
    old = dead(12, agency="Police", published="2031-05-08")
    copy = dead(12, agency="Police", published="2031-05-09")
    new = dead(15, agency="Police")
    found = compared(old, copy, new)
    assert found.verdicts[copy.id].superseded_by == new.id


def test_the_most_disputed_question_stands_first():
    conflict = [troops(3000, agency="NATO"), troops(9000, agency="Harbour Council")]
    differ = [dead(12, "at_least", agency="NATO"), dead(900, "at_least", agency="Harbour Council")]
    alone = [claim(4, measure="drones")]
    agree = [
        claim(5, measure="ferries", agency="NATO", entities=("Quay Nine",)),
        claim(5, measure="ferries", agency="Harbour Council", entities=("Quay Nine",)),
    ]
    found = compared(*alone, *agree, *differ, *conflict)
    verdicts = [q.verdict for q in found.questions]
    assert verdicts == ["conflict", "differ", "agree", "only source"]
    assert set(verdicts) <= set(VERDICTS)


def test_every_pair_of_a_question_can_be_asked_for_either_way():
    a, b = troops(3000, agency="NATO"), troops(2000, "at_least", agency="Harbour Council")
    found = compared(a, b)
    one, other = found.judgement(a.id, b.id), found.judgement(b.id, a.id)
    assert (one.a_implies_b, one.b_implies_a) == (True, False)
    assert (other.a_implies_b, other.b_implies_a) == (False, True)
    assert found.question_of(a.id) == found.question_of(b.id)


def test_a_large_question_is_judged_by_representatives():
    many = [troops(3000, agency=f"Agency {n % 170}") for n in range(340)]
    many.append(troops(9000, agency="Harbour Council"))
    found = compared(*many)
    (question,) = found.questions
    assert len(question.claim_ids) == 341
    assert set(found.verdicts) == {c.id for c in many}
    assert question.verdict == "conflict"
    assert len(found.judgements) <= 150 * 149 / 2


def test_nothing_compares_to_nothing():
    assert compare([], []).questions == ()
