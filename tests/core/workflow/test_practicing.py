"""Practice for a target: what is next, how it went, and that it is no evidence."""

import datetime as dt

import msgspec
import pytest

from metier.core.errors import UnknownIdError, UsageError
from metier.core.framework.index import Framework
from metier.core.framework.records import Document, Profile
from metier.core.workflow.assess import Reader, assess_profile, build_profile
from metier.core.workflow.practicing import (
    add_attempt,
    describe_attempts,
    describe_session,
    plan_session,
)

DAY = dt.date(2026, 11, 23)


@pytest.fixture
def person(reader: Reader, samples: dict[str, Document]) -> Profile:
    return build_profile(reader, [samples["analyst"]], name="noor")


def session_on(framework: Framework, person: Profile, day: dt.date, limit: int = 5):
    assessment = assess_profile(framework, person, as_of=day)
    return plan_session(framework, assessment, "data-scientist", "mid", limit=limit)


def test_the_first_day_brings_new_questions_of_the_stage(
    framework: Framework, person: Profile
) -> None:
    found = session_on(framework, person, DAY)
    rules = framework.library.practice
    assert rules is not None
    assert len(found.queue) == rules.new_each_day
    assert all("mid" in found.questions[name].stages for name in found.queue)
    kinds = [found.questions[name].kind for name in found.queue]
    assert len(set(kinds)) == len(kinds)
    best = max(found.worth, key=lambda name: (found.worth[name], name))
    assert found.worth[best] == max(found.worth[name] for name in found.queue)


def test_a_weak_answer_is_due_the_next_day_and_first(framework: Framework, person: Profile) -> None:
    first, second = session_on(framework, person, DAY).queue[:2]
    person = add_attempt(framework, person, second, "good", day=DAY)
    person = add_attempt(framework, person, first, "weak", day=DAY, note="no numbers")
    later = session_on(framework, person, DAY + dt.timedelta(days=1))
    assert set(later.queue[:2]) == {first, second}
    much_later = session_on(framework, person, DAY + dt.timedelta(days=5))
    assert first in much_later.queue
    assert person.attempts[-1].note == "no numbers"


def test_the_same_day_gives_the_same_queue(framework: Framework, person: Profile) -> None:
    assert session_on(framework, person, DAY) == session_on(framework, person, DAY)


def test_statistics_count_kinds_and_skills(framework: Framework, person: Profile) -> None:
    first = session_on(framework, person, DAY).queue[0]
    person = add_attempt(framework, person, first, "weak", day=DAY)
    person = add_attempt(framework, person, first, "strong", day=DAY)
    session = session_on(framework, person, DAY + dt.timedelta(days=1))
    found = describe_session(framework, session)
    numbers = found["statistics"]
    assert (numbers["answered"], numbers["due_now"]) == (1, 1)
    kind = session.questions[first].kind
    (row,) = [item for item in numbers["kinds"] if item["kind"] == kind]
    assert (row["answered"], row["answers"], row["last"]["strong"]) == (1, 2, 1)
    assert sum(item["questions"] for item in numbers["kinds"]) == numbers["questions"]
    asked = {item.skill for item in session.questions[first].skills}
    assert {item["skill"] for item in numbers["skills"]} == asked


def test_answers_are_no_evidence(framework: Framework, person: Profile) -> None:
    before = assess_profile(framework, person, as_of=DAY)
    first = session_on(framework, person, DAY).queue[0]
    for _ in range(5):
        person = add_attempt(framework, person, first, "strong", day=DAY)
    after = assess_profile(framework, person, as_of=DAY)
    assert (after.proficiencies.levels == before.proficiencies.levels).all()
    found = describe_session(framework, session_on(framework, person, DAY))
    assert "no" in found["evidence"]


def test_what_cannot_be_is_refused(framework: Framework, person: Profile) -> None:
    question = session_on(framework, person, DAY).queue[0]
    with pytest.raises(UnknownIdError) as unknown:
        add_attempt(framework, person, "ds-nothing", "good", day=DAY)
    assert unknown.value.code == "question-unknown"
    with pytest.raises(UsageError) as grade:
        add_attempt(framework, person, question, "great", day=DAY)
    assert grade.value.code == "grade-unknown"
    with pytest.raises(UsageError) as limit:
        session_on(framework, person, DAY, limit=0)
    assert limit.value.code == "practice-limit"
    with pytest.raises(UsageError) as long:
        add_attempt(framework, person, question, "good", day=DAY, note="a" * 3000)
    assert long.value.code == "note-long"
    answered = add_attempt(framework, person, question, "good", day=DAY)
    with pytest.raises(UsageError) as past:
        add_attempt(framework, answered, question, "good", day=DAY - dt.timedelta(days=1))
    assert past.value.code == "date-past"


def test_a_question_that_the_framework_lost_does_not_hurt(
    framework: Framework, person: Profile
) -> None:
    from metier.core.framework.records import Attempt

    gone = (Attempt("ds-gone", "2026-11-01", "weak"),)
    person = msgspec.structs.replace(person, attempts=gone)
    found = describe_session(framework, session_on(framework, person, DAY))
    assert "ds-gone" not in {item["question"] for item in found["due"]}
    assert describe_attempts(framework, person, as_of=DAY)["answers"][0]["question"] == "ds-gone"
