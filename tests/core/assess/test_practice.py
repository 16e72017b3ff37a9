"""When a question comes again: SM-2 against its own words, and what must hold of any answers."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.core.assess.practice import Card, Item, next_card, queue_questions, read_cards
from metier.core.framework.doing_types import PracticeFile
from metier.core.framework.load import load_framework
from metier.core.framework.way_records import Attempt

DAY = dt.date(2026, 3, 1)
FOUND = load_framework().library.practice
assert FOUND is not None
RULES: PracticeFile = FOUND
GRADES = st.sampled_from(("weak", "good", "strong"))
ANSWERS = st.lists(st.tuples(GRADES, st.integers(0, 40)), min_size=1, max_size=12)


def attempts_of(answers: list[tuple[str, int]], question: str = "q") -> list[Attempt]:
    """Return answers to a question; each comes some days after the one before."""
    found = []
    day = DAY
    for grade, days in answers:
        day += dt.timedelta(days=days)
        found.append(Attempt(question, day.isoformat(), grade))  # type: ignore[arg-type]
    return found


def published(qualities: list[int]) -> list[tuple[int, float]]:
    """Return interval and E-Factor after each answer on its day, as the thesis states them."""
    ease, run, interval = 2.5, 0, 0
    found = []
    for q in qualities:
        if q < 3:
            run, interval = 0, 1
        else:
            interval = {0: 1, 1: 6}.get(run, round(interval * ease))
            run += 1
            ease = max(1.3, ease + 0.1 - (5 - q) * (0.08 + (5 - q) * 0.02))
        found.append((min(interval, RULES.longest), ease))
    return found


@given(st.lists(GRADES, min_size=1, max_size=12))
def test_answers_on_their_day_follow_the_published_algorithm(grades: list[str]) -> None:
    card: Card | None = None
    expected = published([RULES.quality[grade] for grade in grades])  # type: ignore[index]
    for grade, (interval, ease) in zip(grades, expected, strict=True):
        day = card.due if card else DAY
        card = next_card(RULES, card, "q", grade, day)  # type: ignore[arg-type]
        if interval == RULES.longest:
            return
        assert (card.interval, card.due) == (interval, day + dt.timedelta(days=interval))
        assert card.ease == pytest.approx(ease)


@given(ANSWERS)
def test_whatever_is_answered_the_next_day_lies_ahead_and_within_bounds(
    answers: list[tuple[str, int]],
) -> None:
    attempts = attempts_of(answers)
    card = read_cards(RULES, attempts)["q"]
    last = dt.date.fromisoformat(attempts[-1].day)
    assert card.due > last or card.grade != "weak"
    assert 1 <= card.interval <= RULES.longest
    assert card.ease >= RULES.least_ease
    assert card.answers == len(attempts)
    assert card.weak == sum(attempt.grade == "weak" for attempt in attempts)
    assert card.due >= last


@given(ANSWERS, GRADES)
def test_a_better_answer_never_brings_the_question_back_sooner(
    answers: list[tuple[str, int]], grade: str
) -> None:
    before = read_cards(RULES, attempts_of(answers))["q"]
    dues = [
        next_card(RULES, before, "q", each, before.due).due  # type: ignore[arg-type]
        for each in ("weak", "good", "strong")
    ]
    assert dues == sorted(dues)


def test_an_early_answer_does_not_stretch_the_interval() -> None:
    first = next_card(RULES, None, "q", "good", DAY)
    second = next_card(RULES, first, "q", "good", first.due)
    early = next_card(RULES, second, "q", "strong", second.last)
    assert early.due == second.due
    assert (early.interval, early.ease, early.answers) == (second.interval, second.ease, 3)


def test_a_weak_answer_starts_anew_tomorrow_even_before_its_day() -> None:
    card = read_cards(RULES, attempts_of([("good", 0), ("good", 1), ("weak", 2)]))["q"]
    assert card.due == card.last + dt.timedelta(days=1)
    assert card.passed == 0


@given(st.permutations(attempts_of([("good", 1), ("weak", 2), ("strong", 3), ("good", 9)])))
def test_the_order_in_which_days_are_kept_does_not_matter(attempts: list[Attempt]) -> None:
    ordered = sorted(attempts, key=lambda item: item.day)
    assert read_cards(RULES, attempts) == read_cards(RULES, ordered)


def test_answers_after_the_day_are_left_out() -> None:
    attempts = attempts_of([("good", 0), ("weak", 5)])
    assert read_cards(RULES, attempts, as_of=DAY)["q"].grade == "good"


def test_due_questions_come_first_the_longest_overdue_before_others() -> None:
    cards = read_cards(
        RULES,
        [
            *attempts_of([("good", 0), ("good", 1)], "long"),
            *attempts_of([("weak", 0)], "short"),
            *attempts_of([("good", 0), ("good", 1), ("good", 6)], "later"),
        ],
    )
    items = [Item(name, "technical", 0.1) for name in ("long", "short", "later", "new")]
    day = DAY + dt.timedelta(days=9)
    assert queue_questions(RULES, items, cards, as_of=day, limit=9) == ["short", "long", "new"]


def test_new_questions_come_by_worth_with_the_kinds_in_turn_and_few_a_day() -> None:
    items = [
        Item("t1", "technical", 0.3),
        Item("t2", "technical", 0.2),
        Item("d1", "design", 0.1),
        Item("t3", "technical", 0.05),
    ]
    assert queue_questions(RULES, items, {}, as_of=DAY, limit=9) == ["t1", "d1", "t2"]
    begun = read_cards(RULES, attempts_of([("good", 0)], "t1"))
    assert queue_questions(RULES, items, begun, as_of=DAY, limit=9) == ["t2", "d1"]
    assert queue_questions(RULES, items, {}, as_of=DAY, limit=1) == ["t1"]


def test_a_question_of_another_role_is_not_asked() -> None:
    cards = read_cards(RULES, attempts_of([("weak", 0)], "other"))
    assert queue_questions(RULES, [], cards, as_of=DAY + dt.timedelta(days=9), limit=5) == []
