"""The last line of an answer says what is true of money and of proofs."""

from __future__ import annotations

from tests.schedule.stage import daily, day, film, person, plan, scene

from intercut.actions.verdicts import of_judgement, proof_of
from intercut.schedule import judge, usual_ad


def test_wishes_are_not_taken_for_money_where_nobody_is_paid() -> None:
    preferences = usual_ad("EUR")
    board = plan(day(0, 2), day(1, 1))
    unpaid = judge(film(scene(1, "ann"), scene(2, "ben"), preferences=preferences), board)
    assert unpaid.cost.money == 0
    assert unpaid.cost.wishes > 0
    told = of_judgement(unpaid, "EUR", proof_of("feasible", 1.0))
    assert "no rates are known, wishes not kept come to EUR " in told
    assert "nothing proved" in told
    ann = person("ann", terms=daily(100))
    paid = judge(
        film(scene(1, "ann"), scene(2, "ben"), people=[ann], preferences=preferences), board
    )
    assert "no rates" not in of_judgement(paid, "EUR")


def test_a_bound_of_nothing_proves_nothing() -> None:
    assert proof_of("feasible", 1.0) == "nothing proved"
    assert proof_of("feasible", None) == "nothing proved"
    assert proof_of("feasible", 0.0142) == "proved within 1.4%"
    assert proof_of("optimal", 0.0) == "proved cheapest"
