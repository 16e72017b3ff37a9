"""Practice of interview questions for a target: what is due, what is new, how it went."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple, get_args

import msgspec

from metier.core.assess.practice import Card, Item, queue_questions, read_cards
from metier.core.errors import UnknownIdError, UsageError
from metier.core.framework.doing_types import PracticeFile
from metier.core.framework.index import Framework, did_you_mean
from metier.core.framework.library import Question
from metier.core.framework.lookup import nearest
from metier.core.framework.records import Attempt, Profile
from metier.core.framework.way_records import Grade
from metier.core.workflow.answers import Json, head
from metier.core.workflow.assess import Assessment, stand_against

GRADES = get_args(Grade)
MAX_NOTE = 2000
MAX_LIMIT = 100


class Session(NamedTuple):
    """Questions to practice on a day.

    Attributes:
        questions: Those of the role and stage, by id.
        queue: Ids in the order to practice them: due ones, then new ones.
        cards: Where each question that was answered stands.
        worth: For each question, the readiness that is missing in the skills it asks about.
    """

    role: str
    stage: str
    questions: dict[str, Question]
    queue: tuple[str, ...]
    cards: dict[str, Card]
    worth: dict[str, float]
    as_of: dt.date


def practice_rules(framework: Framework) -> PracticeFile:
    """Return the rules of repetition.

    Raises:
        UsageError: This framework has none.
    """
    rules = framework.library.practice
    if rules is None:
        raise UsageError(
            "This framework does not say when a question comes again.",
            code="practice-unknown",
            hint="Its data has no practice.yaml.",
        )
    return rules


def find_question(framework: Framework, question_id: str) -> tuple[str, Question]:
    """Return an interview question by its id, with its role.

    Raises:
        UnknownIdError: There is no such question.
    """
    known = {
        question.id: (file.role, question)
        for file in framework.library.interviews
        for question in file.questions
    }
    if question_id in known:
        return known[question_id]
    near = [name for name, _ in nearest(question_id, known, limit=3, cutoff=0.5)]
    raise UnknownIdError(
        f"There is no question {question_id!r}.",
        code="question-unknown",
        hint=did_you_mean(near) or "'metier practice @NAME --role ROLE --stage STAGE' shows some.",
        candidates=near,
    )


def plan_session(
    framework: Framework, assessment: Assessment, role_id: str, stage: str, *, limit: int = 5
) -> Session:
    """Return what to practice on the day of the assessment.

    New questions come by what is missing in the skills that they ask about.

    Raises:
        UnknownIdError: No such role or stage.
        UsageError: A limit out of range.
    """
    if not 1 <= limit <= MAX_LIMIT:
        raise UsageError(
            f"{limit} questions cannot be practiced.",
            code="practice-limit",
            hint=f"Give a number from 1 to {MAX_LIMIT}.",
        )
    rules = practice_rules(framework)
    standing = stand_against(framework, assessment, role_id, stage)
    role = standing.readiness.role
    missing = {item.skill: item.missing for item in standing.gaps}
    questions = {
        question.id: question
        for file in framework.library.interviews
        if file.role == role
        for question in file.questions
        if stage in question.stages
    }
    worth = {
        name: sum(missing.get(item.skill, 0.0) for item in question.skills)
        for name, question in questions.items()
    }
    cards = read_cards(rules, assessment.profile.attempts, as_of=assessment.as_of)
    items = [Item(name, question.kind, worth[name]) for name, question in questions.items()]
    queue = queue_questions(rules, items, cards, as_of=assessment.as_of, limit=limit)
    return Session(role, stage, questions, tuple(queue), cards, worth, assessment.as_of)


def add_attempt(
    framework: Framework,
    profile: Profile,
    question_id: str,
    grade: str,
    *,
    day: dt.date,
    note: str = "",
) -> Profile:
    """Return the profile with an answer to a question, as the person grades it.

    Args:
        framework: The framework.
        profile: The person.
        question_id: Id of the question.
        grade: weak, good or strong, against what answers of the three kinds show.
        day: The day of the answer.
        note: What to do better.

    Raises:
        UnknownIdError: There is no such question.
        UsageError: It is no grade, or the question was answered on a later day already.
    """
    _, question = find_question(framework, question_id)
    if grade not in GRADES:
        raise UsageError(
            f"{grade!r} is no grade.",
            code="grade-unknown",
            hint=f"An answer is {', '.join(GRADES[:-1])} or {GRADES[-1]}.",
        )
    later = [item.day for item in profile.attempts if item.question == question.id]
    if later and day.isoformat() < max(later):
        raise UsageError(
            f"{question.id} was answered on {max(later)}, after {day}.",
            code="date-past",
            hint="Give that day or a later one.",
        )
    if len(note) > MAX_NOTE:
        raise UsageError(
            f"A note has at most {MAX_NOTE:,} characters.", code="note-long", hint="Shorten it."
        )
    attempt = Attempt(question.id, day.isoformat(), msgspec.convert(grade, Grade), note)
    return msgspec.structs.replace(profile, attempts=(*profile.attempts, attempt))


def describe_session(framework: Framework, session: Session) -> Json:
    """Return what to practice, what is due when, and how it went, as plain values."""
    rules = practice_rules(framework)
    mine = [card for name, card in sorted(session.cards.items()) if name in session.questions]
    return {
        **head(framework, session.as_of),
        "role": session.role,
        "stage": session.stage,
        "next": [_describe_question(session, name) for name in session.queue],
        "due": [
            {
                "question": card.question,
                "due": card.due.isoformat(),
                "interval": card.interval,
                "answers": card.answers,
                "weak": card.weak,
                "last": card.last.isoformat(),
                "grade": card.grade,
            }
            for card in sorted(mine, key=lambda card: (card.due, card.question))
        ],
        "statistics": {
            "questions": len(session.questions),
            "answered": len(mine),
            "due_now": sum(card.due <= session.as_of for card in mine),
            "kinds": _by_kind(session, mine),
            "skills": _by_skill(framework, session, mine),
        },
        "evidence": " ".join(rules.evidence.split()),
        "basis": " ".join(rules.basis.split()),
    }


def describe_attempts(framework: Framework, profile: Profile, *, as_of: dt.date) -> Json:
    """Return where every question that was answered stands, as plain values."""
    cards = read_cards(practice_rules(framework), profile.attempts, as_of=as_of)
    return {
        **head(framework, as_of),
        "answers": [
            {
                "question": card.question,
                "due": card.due.isoformat(),
                "interval": card.interval,
                "answers": card.answers,
                "weak": card.weak,
                "last": card.last.isoformat(),
                "grade": card.grade,
            }
            for card in sorted(cards.values(), key=lambda card: (card.due, card.question))
        ],
    }


def _describe_question(session: Session, name: str) -> Json:
    question = session.questions[name]
    card = session.cards.get(name)
    return {
        "id": question.id,
        "kind": question.kind,
        "stages": question.stages,
        "skills": [{"skill": item.skill, "level": item.level} for item in question.skills],
        "question": question.question,
        "shows": msgspec.to_builtins(question.shows),
        "follow_ups": question.follow_ups,
        "due": card.due.isoformat() if card else None,
        "answers": card.answers if card else 0,
        "worth": session.worth[name],
    }


def _by_kind(session: Session, cards: Iterable[Card]) -> list[Json]:
    total = Counter(question.kind for question in session.questions.values())
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(session.questions[card.question].kind, []).append(card)
    return [
        {"kind": kind, "questions": total[kind], **_counts(groups.get(kind, []))}
        for kind in sorted(total)
    ]


def _by_skill(framework: Framework, session: Session, cards: Iterable[Card]) -> list[Json]:
    groups: dict[str, list[Card]] = {}
    for card in cards:
        for item in session.questions[card.question].skills:
            groups.setdefault(item.skill, []).append(card)
    return [
        {"skill": skill, "name": framework.skills[skill].name, **_counts(found)}
        for skill, found in sorted(groups.items())
        if skill in framework.skills
    ]


def _counts(cards: list[Card]) -> Json:
    """Return how many questions were answered, and how the last answers were graded."""
    last = Counter(card.grade for card in cards)
    return {
        "answered": len(cards),
        "answers": sum(card.answers for card in cards),
        "last": {grade: last[grade] for grade in GRADES},
    }
