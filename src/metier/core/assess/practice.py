"""When an interview question comes again: SM-2 over answers that the person grades.

SM-2 is from P. A. Wozniak, Optimization of learning, Master's thesis, University of Technology
in Poznan, 1990, chapter 3.2. Two things are ours and stand in `practice.yaml`: which quality
weak, good and strong stand for, and a longest interval. And one thing stands here: an answer that
is given before its day never stretches the interval, because it was still fresh.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from metier.core.framework.doing_types import PracticeFile
from metier.core.framework.way_records import Attempt, Grade


class Card(NamedTuple):
    """Where practice of one question stands.

    Attributes:
        answers: How often it was answered; `weak` is how often the answer was weak.
        passed: Answers in a row that were good enough.
        ease: Factor by which the interval grows.
        interval: Days between the last counted answer and the due day.
        due: The day on which it comes again.
        last: The day of the last answer; `grade` is its grade.
    """

    question: str
    answers: int
    weak: int
    passed: int
    ease: float
    interval: int
    due: dt.date
    last: dt.date
    grade: Grade


class Item(NamedTuple):
    """A question that can be asked: its id, its kind, and how much practice of it is worth."""

    question: str
    kind: str
    worth: float


def read_cards(
    rules: PracticeFile, attempts: Iterable[Attempt], *, as_of: dt.date | None = None
) -> dict[str, Card]:
    """Return where each question that was answered stands, by its id.

    Args:
        rules: The rules of repetition.
        attempts: The answers; those of one day count in the order given.
        as_of: Leave out answers after this day.
    """
    cards: dict[str, Card] = {}
    ordered = sorted(attempts, key=lambda attempt: attempt.day)
    for attempt in ordered:
        day = dt.date.fromisoformat(attempt.day)
        if as_of is None or day <= as_of:
            before = cards.get(attempt.question)
            cards[attempt.question] = next_card(rules, before, attempt.question, attempt.grade, day)
    return cards


def next_card(
    rules: PracticeFile, before: Card | None, question: str, grade: Grade, day: dt.date
) -> Card:
    """Return where a question stands after an answer on a day.

    Args:
        rules: The rules of repetition.
        before: Where it stood; None for a question that was never answered.
        question: Id of the question.
        grade: How the person grades the answer.
        day: The day of the answer, not before the last one.
    """
    quality = rules.quality[grade]
    answers = (before.answers if before else 0) + 1
    weak = (before.weak if before else 0) + (grade == "weak")
    ease = before.ease if before else rules.ease
    if quality < rules.passed:
        due = _after(day, rules.first)
        return Card(question, answers, weak, 0, ease, rules.first, due, day, grade)
    if before and before.passed and day < before.due:
        return before._replace(answers=answers, weak=weak, last=day, grade=grade)
    if before is None or before.passed == 0:
        interval = rules.first
    elif before.passed == 1:
        interval = rules.second
    else:
        interval = round(before.interval * ease)
    interval = min(interval, rules.longest)
    ease = max(rules.least_ease, ease + _change(quality))
    passed = (before.passed if before else 0) + 1
    return Card(question, answers, weak, passed, ease, interval, _after(day, interval), day, grade)


def queue_questions(
    rules: PracticeFile,
    items: Sequence[Item],
    cards: dict[str, Card],
    *,
    as_of: dt.date,
    limit: int,
) -> list[str]:
    """Return the questions to practice on a day: those due, the longest overdue first, then new.

    How long a question is overdue counts against its interval. New ones come in order of worth,
    the kinds in turn, and no more of them in a day than the rules allow.
    """
    known = {item.question for item in items}
    due = sorted(
        (card for card in cards.values() if card.question in known and card.due <= as_of),
        key=lambda card: (-((as_of - card.due).days / card.interval), card.due, card.question),
    )
    begun = sum(1 for card in cards.values() if card.answers == 1 and card.last == as_of)
    room = max(0, rules.new_each_day - begun)
    fresh = _in_turn([item for item in items if item.question not in cards])
    return [*(card.question for card in due), *fresh[:room]][:limit]


def _in_turn(items: Sequence[Item]) -> list[str]:
    """Return questions with the kinds in turn, each kind by worth."""
    kinds: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: (-item.worth, item.question)):
        kinds.setdefault(item.kind, []).append(item)
    found: list[str] = []
    rounds = max((len(group) for group in kinds.values()), default=0)
    for turn in range(rounds):
        found += [group[turn].question for group in kinds.values() if turn < len(group)]
    return found


def _change(quality: int) -> float:
    """Return by how much an answer of this quality changes the ease (the thesis' formula)."""
    short = 5 - quality
    return 0.1 - short * (0.08 + short * 0.02)


def _after(day: dt.date, days: int) -> dt.date:
    """Return the day that many days later; the last day of the calendar beyond it."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max
