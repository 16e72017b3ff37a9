"""Whom to meet for a target and where, drafts to write to them, and who is due to hear again."""

import datetime as dt
import re
from typing import NamedTuple

import msgspec

from metier.core.errors import StoreError, UnknownIdError, UsageError
from metier.core.exchange.icalendar import Event, write_calendar
from metier.core.framework.backgrounds import find_background
from metier.core.framework.index import Framework, did_you_mean
from metier.core.framework.library import Community, Guide
from metier.core.framework.lookup import nearest
from metier.core.framework.records import REPOSITORY, Contact, Profile
from metier.core.framework.types import STAGES
from metier.core.framework.way_records import Meeting
from metier.core.match.gap import GapItem
from metier.core.workflow.answers import Json, head
from metier.core.workflow.assess import Assessment, stand_against, suggest_role
from metier.core.workflow.tailoring import person_name

PLACES = 8
MAX_NAME = 200
MAX_NOTE = 4000
_OPEN = re.compile(r"\[[^\]\n]+\]")
_ADDRESS = re.compile(r"https?://\S+\Z")
_TITLE_END = re.compile(r",|\(|\s[|–—·@-]\s|\s(?:at|for)\s")


class Place(NamedTuple):
    """Where people of the target are.

    Attributes:
        serves: It serves the role aimed at most.
        gap: Readiness that is missing in the skill domains that it is about.
        domains: These domains with their part, the largest first.
    """

    community: Community
    serves: bool
    gap: float
    domains: tuple[tuple[str, float], ...]


class People(NamedTuple):
    """A kind of people to meet: a role at a stage, and why."""

    role: str
    stage: str
    why: str


class Draft(NamedTuple):
    """A guide's draft with the person's facts in it.

    Attributes:
        text: The draft; what is still to be written stands in square brackets.
        filled: What was filled in: the placeholder, the words, and where they come from.
        open: The placeholders that are left.
    """

    guide: Guide
    text: str
    filled: tuple[tuple[str, str, str], ...]
    open: tuple[str, ...]


class Outreach(NamedTuple):
    """Whom to meet for a target, where, and with which words."""

    role: str
    stage: str
    places: tuple[Place, ...]
    people: tuple[People, ...]
    drafts: tuple[Draft, ...]
    as_of: dt.date


def plan_outreach(
    framework: Framework,
    assessment: Assessment,
    *,
    role_id: str | None = None,
    stage: str | None = None,
) -> Outreach:
    """Return whom to meet for a target, where, and drafts that hold only facts of the person.

    Args:
        framework: The framework.
        assessment: The person.
        role_id: The role aimed at; by default the first target kept, else the best fit.
        stage: The stage aimed at; by default that of the target, else the stage now.

    Raises:
        UnknownIdError: No such role or stage.
    """
    kept = assessment.profile.targets[0] if assessment.profile.targets else None
    role_id = role_id or (kept.role if kept else suggest_role(framework, assessment))
    stage = stage or (kept.stage if kept else assessment.stage.stage)
    standing = stand_against(framework, assessment, role_id, stage)
    role = standing.readiness.role
    return Outreach(
        role,
        stage,
        _places(framework, role, standing.gaps),
        _people(framework, role, stage),
        tuple(
            _draft(framework, assessment, guide, role, standing.gaps)
            for guide in framework.library.guides
        ),
        assessment.as_of,
    )


def find_contact(profile: Profile, name: str) -> Contact:
    """Return a contact by id, by name, or by the beginning of one of them.

    Raises:
        StoreError: There is none, or several begin so.
    """
    wanted = name.strip().lower()
    exact = [item for item in profile.contacts if wanted in {item.id, item.name.lower()}]
    found = exact or [
        item
        for item in profile.contacts
        if wanted and (item.id.startswith(wanted) or item.name.lower().startswith(wanted))
    ]
    if len(found) == 1:
        return found[0]
    known = ", ".join(item.name for item in (found or profile.contacts)[:8])
    raise StoreError(
        f"{profile.name} has {'several contacts' if found else 'no contact'} {name!r}.",
        code="contact-missing",
        hint=f"There are {known}." if known else "'metier network @NAME add' adds one.",
    )


def add_contact(
    framework: Framework,
    profile: Profile,
    name: str,
    *,
    day: dt.date,
    where: str = "",
    community: str = "",
    note: str = "",
    follow_up: dt.date | None = None,
) -> Profile:
    """Return the profile with a new contact; it is kept on this machine only.

    Args:
        framework: The framework.
        profile: The person.
        name: Of the contact.
        day: The day of the entry.
        where: Where they were met.
        community: Id of the framework's community, or empty.
        note: Anything.
        follow_up: When to write, or None.

    Raises:
        UnknownIdError: There is no such community.
        UsageError: The name is empty, too long or taken, a note is too long, or a day is past.
    """
    words = " ".join(name.split())
    if not 1 <= len(words) <= MAX_NAME:
        raise UsageError(
            f"A contact needs a name of 1 to {MAX_NAME} characters.", code="contact-name"
        )
    if any(item.name.lower() == words.lower() for item in profile.contacts):
        raise UsageError(
            f"{words} is a contact already.",
            code="contact-name",
            hint="'log' adds to what is kept; give another name for somebody else.",
        )
    _check_note(note)
    if community:
        _find_community(framework, community)
    if follow_up is not None:
        _check_day(follow_up, day)
    contact = Contact(
        id=_free_id(profile, words),
        name=words,
        day=day.isoformat(),
        where=where,
        community=community,
        note=note,
        follow_up=follow_up.isoformat() if follow_up else None,
    )
    return msgspec.structs.replace(profile, contacts=(*profile.contacts, contact))


def log_meeting(
    profile: Profile,
    name: str,
    note: str,
    *,
    day: dt.date,
    follow_up: dt.date | None = None,
) -> Profile:
    """Return the profile with a message or a conversation with a contact.

    A follow-up that was due by that day is done with it.

    Raises:
        StoreError: There is no such contact.
        UsageError: There is no note, it is too long, or the follow-up lies before that day.
    """
    contact = find_contact(profile, name)
    if not note.strip():
        raise UsageError("Say in a few words what it was about.", code="note-missing")
    _check_note(note)
    if follow_up is not None:
        _check_day(follow_up, day)
    done = contact.follow_up is not None and contact.follow_up <= day.isoformat()
    kept = None if done else contact.follow_up
    meetings = sorted(
        (*contact.meetings, Meeting(day.isoformat(), note)), key=lambda item: item.day
    )
    changed = msgspec.structs.replace(
        contact,
        meetings=tuple(meetings),
        follow_up=follow_up.isoformat() if follow_up else kept,
    )
    return _replace(profile, changed)


def set_contact_follow_up(
    profile: Profile, name: str, day: dt.date | None, *, as_of: dt.date
) -> Profile:
    """Return the profile with the day on which to write to a contact again, or without one.

    Raises:
        StoreError: There is no such contact.
        UsageError: The day is past.
    """
    contact = find_contact(profile, name)
    if day is not None:
        _check_day(day, as_of)
    text = day.isoformat() if day else None
    return _replace(profile, msgspec.structs.replace(contact, follow_up=text))


def remove_contact(profile: Profile, name: str) -> Profile:
    """Return the profile without a contact.

    Raises:
        StoreError: There is no such contact.
    """
    gone = find_contact(profile, name)
    contacts = tuple(item for item in profile.contacts if item is not gone)
    return msgspec.structs.replace(profile, contacts=contacts)


def follow_up_calendar(profile: Profile, *, as_of: dt.date) -> str:
    """Return all follow-ups, of contacts and of open applications, as iCalendar text.

    A follow-up that is overdue stands on the day of writing.
    """
    events = [
        Event(
            uid=f"contact-{item.id}@{profile.id}",
            day=max(dt.date.fromisoformat(item.follow_up), as_of),
            end_day=None,
            title=f"Write to {item.name}",
            text=item.meetings[-1].note if item.meetings else item.note,
        )
        for item in profile.contacts
        if item.follow_up
    ]
    events += [
        Event(
            uid=f"advert-{item.id}@{profile.id}",
            day=max(dt.date.fromisoformat(item.follow_up), as_of),
            end_day=None,
            title=f"Come back to {item.title}",
            text=f"{item.company}: {item.changes[-1].status}".removeprefix(": "),
        )
        for item in profile.adverts
        if item.follow_up
    ]
    return write_calendar(events, name=f"Follow-ups of {profile.name}", as_of=as_of)


def describe_outreach(framework: Framework, outreach: Outreach) -> Json:
    """Return whom to meet, where, and the drafts, as plain values."""
    names = {domain.id: domain.name for domain in framework.data.domains}
    return {
        **head(framework, outreach.as_of),
        "role": outreach.role,
        "stage": outreach.stage,
        "network": [
            {
                **msgspec.to_builtins(place.community),
                "serves": place.serves,
                "gap": place.gap,
                "about_gaps": [
                    {"domain": domain, "name": names[domain], "gap": part}
                    for domain, part in place.domains
                ],
            }
            for place in outreach.places
        ],
        "people": [item._asdict() for item in outreach.people],
        "drafts": [
            {
                "id": draft.guide.id,
                "title": draft.guide.title,
                "when": draft.guide.when,
                "steps": draft.guide.steps,
                "mistakes": draft.guide.mistakes,
                "text": draft.text,
                "filled": [
                    {"placeholder": name, "words": words, "source": source}
                    for name, words, source in draft.filled
                ],
                "open": draft.open,
            }
            for draft in outreach.drafts
        ],
    }


def describe_contacts(
    framework: Framework, profile: Profile, *, as_of: dt.date, due_only: bool = False
) -> Json:
    """Return the contacts by the day to write again, as plain values."""
    today = as_of.isoformat()
    ordered = sorted(profile.contacts, key=lambda item: (item.follow_up or "9999", item.id))
    shown = [
        item
        for item in ordered
        if not due_only or (item.follow_up is not None and item.follow_up <= today)
    ]
    return {
        **head(framework, as_of),
        "contacts": [
            {
                "id": item.id,
                "name": item.name,
                "day": item.day,
                "where": item.where,
                "community": item.community or None,
                "note": item.note,
                "follow_up": item.follow_up,
                "due": item.follow_up is not None and item.follow_up <= today,
                "meetings": [{"day": each.day, "note": each.note} for each in item.meetings],
            }
            for item in shown
        ],
    }


def _places(framework: Framework, role: str, gaps: tuple[GapItem, ...]) -> tuple[Place, ...]:
    """Return places for a role by what is missing in their domains, those of the role first."""
    missing: dict[str, float] = {}
    for item in gaps:
        domain = framework.skills[item.skill].domain
        missing[domain] = missing.get(domain, 0.0) + item.missing
    places = []
    for community in framework.library.communities:
        if community.roles and role not in community.roles:
            continue
        parts = [(domain, missing[domain]) for domain in community.domains if domain in missing]
        parts.sort(key=lambda item: (-item[1], item[0]))
        total = sum(part for _, part in parts)
        places.append(Place(community, role in community.roles, total, tuple(parts)))
    places.sort(key=lambda place: (not place.serves, -place.gap, place.community.id))
    return tuple(places[:PLACES])


def _people(framework: Framework, role_id: str, stage: str) -> tuple[People, ...]:
    """Return the kinds of people who can tell most about the way to a role at a stage."""
    role = framework.roles[role_id]
    found = [People(role_id, stage, "They do the work that you aim at.")]
    place = STAGES.index(stage)
    if place + 1 < len(STAGES):
        found.append(
            People(role_id, STAGES[place + 1], "One stage further, they remember the way and hire.")
        )
    seen = {role_id}
    for feeder in role.feeders:
        if feeder.role not in seen and feeder.role in framework.roles:
            seen.add(feeder.role)
            name = framework.roles[feeder.role].name
            why = f"People come to {role.name} from {name}; some of them can tell how."
            found.append(People(feeder.role, feeder.stage, why))
    for lead in role.tracks.management:
        if lead not in seen and lead in framework.roles:
            seen.add(lead)
            found.append(People(lead, "mid", f"The management track of {role.name} leads there."))
    return tuple(found)


def _draft(
    framework: Framework,
    assessment: Assessment,
    guide: Guide,
    role: str,
    gaps: tuple[GapItem, ...],
) -> Draft:
    """Return a guide's draft with the facts that are known; the rest stays to be written."""
    text = guide.draft
    filled = []
    for placeholder, (words, source) in _facts(framework, assessment, role, gaps).items():
        if placeholder in text and words:
            text = text.replace(placeholder, words)
            filled.append((placeholder, words, source))
    left = tuple(dict.fromkeys(_OPEN.findall(text)))
    return Draft(guide, text, tuple(filled), left)


def _facts(
    framework: Framework, assessment: Assessment, role: str, gaps: tuple[GapItem, ...]
) -> dict[str, tuple[str, str]]:
    """Return what placeholders of the drafts stand for, with where it comes from."""
    profile = assessment.profile
    name = next(
        (
            found
            for document in profile.documents
            if document.media != REPOSITORY and (found := person_name(document))
        ),
        "",
    )
    work, work_source = _present_work(framework, assessment)
    seen = next((a.place for a in profile.artifacts if _ADDRESS.match(a.place)), "")
    gap = framework.skills[gaps[0].skill].name if gaps else ""
    target = framework.roles[role].name
    return {
        "[target role]": (target, "the target"),
        "[role]": (target, "the target"),
        "[your present work]": (work, work_source),
        "[background]": (work, work_source),
        "[gap]": (gap, "the largest gap"),
        "[your name]": (name, "your CV"),
        "[Your name]": (name, "your CV"),
        "[where one piece of your work can be seen]": (seen, "your portfolio"),
    }


def _present_work(framework: Framework, assessment: Assessment) -> tuple[str, str]:
    facts = assessment.facts
    for job in facts.jobs:
        if job.current and job.title:
            return _TITLE_END.split(job.title)[0].strip(), "your CV"
    if facts.headline:
        return facts.headline, "your CV"
    if assessment.profile.backgrounds:
        return find_background(framework, assessment.profile.backgrounds[0]).name, "your background"
    return "", ""


def _find_community(framework: Framework, community_id: str) -> Community:
    known = {item.id: item for item in framework.library.communities}
    if community_id in known:
        return known[community_id]
    near = [name for name, _ in nearest(community_id, known, limit=3)]
    raise UnknownIdError(
        f"There is no community {community_id!r}.",
        code="community-unknown",
        hint=did_you_mean(near) or "'metier network --json' lists all with their ids.",
        candidates=near,
    )


def _check_note(note: str) -> None:
    if len(note) > MAX_NOTE:
        raise UsageError(
            f"A note has at most {MAX_NOTE:,} characters.", code="note-long", hint="Shorten it."
        )


def _check_day(day: dt.date, as_of: dt.date) -> None:
    if day < as_of:
        raise UsageError(
            f"{day} is past: today counts as {as_of}.",
            code="date-past",
            hint="Give today or a day to come.",
        )


def _free_id(profile: Profile, words: str) -> str:
    base = "-".join(re.findall(r"[a-z0-9]+", words.lower())) or "contact"
    taken = {item.id for item in profile.contacts}
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _replace(profile: Profile, changed: Contact) -> Profile:
    contacts = tuple(changed if item.id == changed.id else item for item in profile.contacts)
    return msgspec.structs.replace(profile, contacts=contacts)
