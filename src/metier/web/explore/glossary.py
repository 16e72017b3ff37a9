"""Metier's terms in plain words."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Term(NamedTuple):
    """A term: its anchor, its word, and what it means."""

    id: str
    word: Promise
    text: Promise


TERMS = (
    Term(
        "activity",
        _("Activity"),
        _(
            "Something a plan holds beside learning: a project, a piece of your portfolio, meeting "
            "people, practice for interviews, an application."
        ),
    ),
    Term(
        "background",
        _("Background"),
        _(
            "What you do or study now, when it is none of the 21 roles: nurse, accountant, "
            "teacher, developer. It gives weak evidence of what most people with it bring, "
            "which you can edit."
        ),
    ),
    Term(
        "blocker",
        _("Blocker"),
        _(
            "A skill that nobody does the role without. While the level asked is unlikely, it is "
            "named before anything else."
        ),
    ),
    Term(
        "demand",
        _("Demand"),
        _(
            "How soon a role is wanted, in three horizons of the source document: now, in two to "
            "three years, in three to five. It is the document’s judgment and counts no adverts."
        ),
    ),
    Term(
        "evidence",
        _("Evidence"),
        _(
            "One statement about you: the words in your text that speak for a skill, or a level "
            "you gave yourself. Every level can be followed back to its evidence."
        ),
    ),
    Term(
        "feeder",
        _("Feeder"),
        _("A role and stage that people often come from when they take up this role."),
    ),
    Term(
        "fit",
        _("Fit"),
        _(
            "How much better a role explains your skills than the field at large does. Fit is not "
            "readiness: an undemanding role would always be the one you are readiest for."
        ),
    ),
    Term(
        "gap",
        _("Gap"),
        _("What a role at a stage asks beyond what you have, skill by skill."),
    ),
    Term(
        "gate",
        _("Gate"),
        _("What a stage asks apart from skills: years of work, a degree, a license."),
    ),
    Term(
        "interval",
        _("Interval"),
        _(
            "The range after a number, as in 62% (54–70). In four cases of five the truth lies in "
            "it. A wide range means little evidence."
        ),
    ),
    Term(
        "level",
        _("Level"),
        _(
            "How far a skill goes, from 0 to 5: none, aware, guided, independent, advanced, "
            "expert. Each skill says what one sees a person do at each level."
        ),
    ),
    Term(
        "plan",
        _("Plan"),
        _(
            "The steps that bring you closest to a target in the hours you have, in an order in "
            "which each is possible. A step raises one skill by one level."
        ),
    ),
    Term(
        "prerequisite",
        _("Prerequisite"),
        _(
            "What has to be there first: a level of one skill may need a level of another. It says "
            "nothing about what you know."
        ),
    ),
    Term(
        "profile",
        _("Profile"),
        _(
            "What is known of a person: the evidence, their corrections and their progress. Levels "
            "are computed from it each time and never stored."
        ),
    ),
    Term(
        "proof",
        _("Proof"),
        _(
            "The share of what a role asks for which there is direct evidence. With little of it "
            "the answer is “not enough evidence”, with the questions that would tell most."
        ),
    ),
    Term(
        "provenance",
        _("Provenance"),
        _(
            "Where a fact comes from: word for word from the source document, computed, written by "
            "the authors, or from an outside data set with its date."
        ),
    ),
    Term(
        "readiness",
        _("Readiness"),
        _(
            "The share of what a role asks at a stage that you are likely to have already, from 0% "
            "to 100%. It is an estimate for your own use, not a test."
        ),
    ),
    Term(
        "requirement",
        _("Requirement"),
        _("A skill that a role asks for, with the level at each stage and how much it weighs."),
    ),
    Term(
        "role",
        _("Role"),
        _("One of the 21 kinds of work that the framework describes, from analyst to director."),
    ),
    Term(
        "skill",
        _("Skill"),
        _(
            "Something one can do or know, with a definition, other names for it, five described "
            "levels and the hours from each to the next."
        ),
    ),
    Term(
        "stage",
        _("Stage"),
        _(
            "Entry, mid, senior or principal, within a role. Entry into leadership presumes a "
            "career already."
        ),
    ),
    Term(
        "step",
        _("Step"),
        _("One skill raised by one level: the smallest piece of a plan."),
    ),
    Term(
        "track",
        _("Track"),
        _(
            "A line of roles that careers often follow, as an expert or as a leader of people, and "
            "the stage where the two part."
        ),
    ),
    Term(
        "weight",
        _("Weight"),
        _(
            "How much a skill counts within a role. It follows from importance and from the "
            "priority list of the source document, by a rule stated on every role’s page."
        ),
    ),
)


def describe_glossary() -> list[Term]:
    """Return the terms in the order of the page's language."""
    return sorted(TERMS, key=lambda term: str(term.word).casefold())
