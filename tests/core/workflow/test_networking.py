"""Whom to meet and with which words; contacts and the days to write again."""

import datetime as dt
import re

import msgspec
import pytest

from metier.core.errors import StoreError, UnknownIdError, UsageError
from metier.core.framework.index import Framework
from metier.core.framework.records import Artifact, Document, Profile, Target
from metier.core.workflow.assess import Reader, assess_profile, build_profile
from metier.core.workflow.networking import (
    add_contact,
    describe_contacts,
    describe_outreach,
    find_contact,
    follow_up_calendar,
    log_meeting,
    plan_outreach,
    remove_contact,
    set_contact_follow_up,
)

DAY = dt.date(2026, 11, 23)
LATER = DAY + dt.timedelta(days=7)


@pytest.fixture
def person(reader: Reader, samples: dict[str, Document]) -> Profile:
    return build_profile(reader, [samples["analyst"]], name="noor")


@pytest.fixture
def anna(framework: Framework, person: Profile) -> Profile:
    return add_contact(framework, person, "Anna  Ñandú", day=DAY, where="meetup", follow_up=LATER)


def outreach(framework: Framework, person: Profile, **target: str):
    return plan_outreach(framework, assess_profile(framework, person, as_of=DAY), **target)


def test_places_are_of_the_role_and_of_the_biggest_gaps(
    framework: Framework, person: Profile
) -> None:
    found = outreach(framework, person, role_id="mlops-engineer", stage="mid")
    assert found.places
    for place in found.places:
        assert not place.community.roles or "mlops-engineer" in place.community.roles
        assert place.gap == pytest.approx(sum(part for _, part in place.domains))
        assert {domain for domain, _ in place.domains} <= set(place.community.domains)
    order = [(not place.serves, -place.gap) for place in found.places]
    assert order == sorted(order)


def test_the_target_is_the_one_kept_else_the_best_fit(
    framework: Framework, person: Profile
) -> None:
    best = assess_profile(framework, person, as_of=DAY).fits[0].role
    assert outreach(framework, person).role == best
    aim = (Target("nlp-engineer", "senior"),)
    found = outreach(framework, msgspec.structs.replace(person, targets=aim))
    assert (found.role, found.stage) == ("nlp-engineer", "senior")
    assert found.people[0].role == "nlp-engineer"
    assert [item.stage for item in found.people if item.role == "nlp-engineer"] == [
        "senior",
        "principal",
    ]
    with pytest.raises(UnknownIdError):
        outreach(framework, person, role_id="nobody")


def test_drafts_hold_only_facts_of_the_person(
    framework: Framework, person: Profile, samples: dict[str, Document]
) -> None:
    place = "https://example.org/work"
    artifact = Artifact("a", "Work", "2026-01-01", place=place)
    person = msgspec.structs.replace(person, artifacts=(artifact,))
    found = outreach(framework, person, role_id="data-scientist", stage="mid")
    text = samples["analyst"].text
    names = {role.name for role in framework.data.roles}
    skills = {skill.name for skill in framework.data.skills}
    seen = set()
    for draft in found.drafts:
        original = draft.guide.draft
        for placeholder, words, source in draft.filled:
            assert placeholder in original
            assert words in text or words in names or words in skills or words == place
            assert source
            original = original.replace(placeholder, words)
            seen.add(placeholder)
        assert draft.text == original
        assert set(draft.open) == set(re.findall(r"\[[^\]\n]+\]", draft.text))
    assert {"[target role]", "[your present work]", "[Your name]"} <= seen


def test_what_is_not_known_stays_to_be_written(framework: Framework, reader: Reader) -> None:
    person = build_profile(reader, [], backgrounds=["nurse"])
    found = outreach(framework, person, role_id="data-scientist", stage="entry")
    first = found.drafts[0]
    assert "[Your name]" in first.open
    assert "[where one piece of your work can be seen]" in first.open
    plain = describe_outreach(framework, found)
    assert [draft["id"] for draft in plain["drafts"]] == [
        guide.id for guide in framework.library.guides
    ]


def test_contacts_are_found_by_name_and_by_their_beginning(anna: Profile) -> None:
    assert find_contact(anna, "anna ñandú").name == "Anna Ñandú"
    assert find_contact(anna, "ann") is anna.contacts[0]
    for name in ("bob", ""):
        with pytest.raises(StoreError) as caught:
            find_contact(anna, name)
        assert caught.value.code == "contact-missing"


def test_several_that_begin_so_are_not_guessed(framework: Framework, anna: Profile) -> None:
    both = add_contact(framework, anna, "Anna Berg", day=DAY)
    with pytest.raises(StoreError) as caught:
        find_contact(both, "anna")
    assert "Anna Berg" in caught.value.hint
    assert find_contact(both, "anna b").name == "Anna Berg"


def test_a_conversation_ends_what_was_due_by_then(anna: Profile) -> None:
    early = log_meeting(anna, "anna", "a short note", day=DAY)
    assert early.contacts[0].follow_up == LATER.isoformat()
    done = log_meeting(early, "anna", "talked", day=LATER)
    assert done.contacts[0].follow_up is None
    again = log_meeting(early, "anna", "talked", day=LATER, follow_up=LATER)
    assert again.contacts[0].follow_up == LATER.isoformat()
    assert [item.note for item in again.contacts[0].meetings] == ["a short note", "talked"]


def test_who_is_due(framework: Framework, anna: Profile) -> None:
    both = add_contact(framework, anna, "Ben", day=DAY)
    names = [item["name"] for item in describe_contacts(framework, both, as_of=DAY)["contacts"]]
    assert names == ["Anna Ñandú", "Ben"]
    assert describe_contacts(framework, both, as_of=DAY, due_only=True)["contacts"] == []
    (due,) = describe_contacts(framework, both, as_of=LATER, due_only=True)["contacts"]
    assert (due["name"], due["due"]) == ("Anna Ñandú", True)
    none = set_contact_follow_up(both, "anna", None, as_of=DAY)
    assert describe_contacts(framework, none, as_of=LATER, due_only=True)["contacts"] == []


def test_what_cannot_be_is_refused(framework: Framework, anna: Profile) -> None:
    cases = [
        (lambda: add_contact(framework, anna, "ANNA ñandú", day=DAY), "contact-name"),
        (lambda: add_contact(framework, anna, " ", day=DAY), "contact-name"),
        (lambda: add_contact(framework, anna, "a" * 201, day=DAY), "contact-name"),
        (lambda: add_contact(framework, anna, "B", day=DAY, note="a" * 5000), "note-long"),
        (lambda: add_contact(framework, anna, "B", day=LATER, follow_up=DAY), "date-past"),
        (lambda: log_meeting(anna, "anna", " ", day=DAY), "note-missing"),
        (lambda: log_meeting(anna, "anna", "x", day=LATER, follow_up=DAY), "date-past"),
        (lambda: set_contact_follow_up(anna, "anna", DAY, as_of=LATER), "date-past"),
    ]
    for call, code in cases:
        with pytest.raises(UsageError) as caught:
            call()
        assert caught.value.code == code
    with pytest.raises(UnknownIdError) as unknown:
        add_contact(framework, anna, "B", day=DAY, community="kagle")
    assert unknown.value.code == "community-unknown"
    assert "kaggle" in unknown.value.candidates


def test_removing_erases_all_of_it(anna: Profile, person: Profile) -> None:
    assert remove_contact(anna, "anna") == person


def test_the_calendar_holds_every_follow_up_once(framework: Framework, anna: Profile) -> None:
    text = follow_up_calendar(anna, as_of=DAY)
    assert text.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20261130" in text
    assert "Write to Anna" in text
    overdue = follow_up_calendar(anna, as_of=LATER + dt.timedelta(days=3))
    assert "DTSTART;VALUE=DATE:20261203" in overdue
    assert follow_up_calendar(anna, as_of=DAY) == text
