"""From a CV to roles, readiness and back: corrections change what they should."""

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest

from metier.core.documents.reader import DocumentReader
from metier.core.errors import UnknownIdError
from metier.core.framework.index import Framework
from metier.core.framework.records import Document, Rating, Rejection
from metier.core.framework.types import STAGES
from metier.core.workflow.answers import describe_gap, describe_matches
from metier.core.workflow.assess import (
    Assessment,
    Reader,
    assess_profile,
    build_profile,
    stand_against,
    stand_against_all,
)

AS_OF = dt.date(2026, 11, 23)
Assess = Callable[..., Assessment]
Samples = dict[str, Document]


@pytest.mark.parametrize(
    ("job", "roles", "stages"),
    [
        ("analyst", {"data-scientist"}, {"mid"}),
        (
            "engineer",
            {
                "data-engineer",
                "machine-learning-engineer",
                "mlops-engineer",
                "ai-infrastructure-engineer",
            },
            {"senior"},
        ),
        ("graduate", {"nlp-engineer"}, {"entry"}),
    ],
)
def test_samples_fit_the_role_they_were_written_for(
    samples: Samples, assess: Assess, job: str, roles: set[str], stages: set[str]
) -> None:
    found = assess(samples[job])

    assert found.sufficient
    assert found.fits[0].role in roles
    assert found.stage.stage in stages
    assert found.as_of == AS_OF


def test_every_piece_of_evidence_points_at_words_that_name_its_skill(
    framework: Framework, reader: Reader, samples: Samples, assess: Assess
) -> None:
    for document in samples.values():
        surfaces = {(m.start, m.end): m for m in reader.mentions(document)}
        for item in assess(document).evidence:
            mention = surfaces[item.start, item.end]
            assert mention.skill == item.skill
            assert document.text[item.start : item.end] == mention.surface
            assert item.sign in framework.signs


def test_reading_twice_gives_the_same(samples: Samples, assess: Assess) -> None:
    one, two = assess(samples["analyst"]), assess(samples["analyst"])

    assert one.evidence == two.evidence
    assert one.fits == two.fits
    assert one.stage == two.stage


def test_a_rejection_takes_the_evidence_away(
    framework: Framework, samples: Samples, assess: Assess
) -> None:
    document = samples["analyst"]
    before = assess(document)
    spans = [item for item in before.evidence if item.skill == "sql"]
    rejections = [Rejection(item.document, item.start, item.end, "sql") for item in spans]

    after = assess(document, rejections=rejections)

    assert spans
    assert {item.skill for item in before.evidence} - {i.skill for i in after.evidence} == {"sql"}
    assert after.proficiencies.mean("sql") < before.proficiencies.mean("sql")
    assert not after.proficiencies.is_shown("sql")
    for stage in STAGES:
        old = stand_against(framework, before, "data-scientist", stage).readiness
        new = stand_against(framework, after, "data-scientist", stage).readiness
        assert new.value < old.value
        assert new.proof < old.proof


def test_a_rejection_of_another_span_or_skill_changes_nothing(
    samples: Samples, assess: Assess
) -> None:
    document = samples["analyst"]
    item = assess(document).evidence[0]

    for rejection in (
        Rejection(item.document, item.start, item.end, "no-such-skill"),
        Rejection(item.document, item.start + 1, item.end, item.skill),
        Rejection("0" * 64, item.start, item.end, item.skill),
    ):
        assert assess(document, rejections=[rejection]).evidence == assess(document).evidence


def test_a_rating_moves_the_level_to_it(samples: Samples, assess: Assess) -> None:
    document = samples["analyst"]
    before = assess(document).proficiencies

    for skill in ("sql", "kubernetes"):
        means = [
            assess(document, ratings=[Rating(skill, level, "2026-11-20")]).proficiencies.mean(skill)
            for level in range(1, 6)
        ]
        assert means == sorted(means)
        assert before.mean(skill) < means[-1]


def test_a_rating_alone_is_evidence(assess: Assess) -> None:
    found = assess(ratings=[Rating("python", 3, "2026-11-20")])

    assert found.sufficient
    assert found.proficiencies.is_shown("python")


@pytest.mark.parametrize("text", ["Hello there.", "I grow roses in the rain.", "1 2 3 4"])
def test_a_text_without_skills_is_not_ranked(
    framework: Framework, documents: DocumentReader, assess: Assess, text: str
) -> None:
    found = assess(documents.read_bytes(text.encode(), name="note.txt"))

    matches = describe_matches(framework, found)

    assert not found.sufficient
    assert matches["sufficiency"] == "not-enough-evidence"
    assert matches["matches"] == []
    assert matches["questions"]
    for role in framework.roles:
        for readiness in stand_against_all(framework, found, role).values():
            assert not readiness.sufficient


def test_no_document_at_all_is_not_ranked(framework: Framework, assess: Assess) -> None:
    found = assess()

    assert not found.sufficient
    assert describe_matches(framework, found)["matches"] == []
    assert (
        describe_gap(framework, found, stand_against(framework, found, "nlp-engineer", "mid"))[
            "sufficiency"
        ]
        == "not-enough-evidence"
    )


def test_denials_alone_are_not_ranked(
    framework: Framework, documents: DocumentReader, assess: Assess
) -> None:
    text = "I do not know Java. I have never used SAS."

    found = assess(documents.read_bytes(text.encode(), name="note.txt"))

    assert {item.sign for item in found.evidence} == {"denied"}
    assert not found.sufficient


def test_readiness_of_a_stage_is_what_the_ranking_says(
    framework: Framework, samples: Samples, assess: Assess
) -> None:
    found = assess(samples["engineer"])

    for match in describe_matches(framework, found)["matches"]:
        by_stage = {item["stage"]: item["readiness"] for item in match["stages"]}
        for stage in STAGES:
            value = stand_against(framework, found, match["role"], stage).readiness.value
            assert by_stage[stage]["value"] == value
        assert match["readiness"] == by_stage[match["stage"]]


def test_evidence_of_a_skill_that_is_no_more_is_left_out(
    framework: Framework, reader: Reader, samples: Samples
) -> None:
    profile = build_profile(reader, [samples["graduate"]])
    gone = msgspec.structs.replace(profile.evidence[0], skill="retired-skill")

    found = assess_profile(
        framework,
        msgspec.structs.replace(profile, evidence=(*profile.evidence, gone)),
        as_of=AS_OF,
    )

    assert len(found.evidence) == len(profile.evidence)


def test_unknown_targets_name_near_ones(
    framework: Framework, samples: Samples, assess: Assess
) -> None:
    found = assess(samples["analyst"])

    with pytest.raises(UnknownIdError) as role:
        stand_against(framework, found, "data-scientits", "mid")
    with pytest.raises(UnknownIdError) as stage:
        stand_against(framework, found, "data-scientist", "junior")

    assert role.value.candidates[0] == "data-scientist"
    assert stage.value.candidates == STAGES


def test_a_profile_made_from_documents_names_what_made_it(
    framework: Framework, reader: Reader, samples: Samples
) -> None:
    one = build_profile(reader, [samples["analyst"]])
    two = build_profile(reader, [samples["analyst"]])

    assert one.id != two.id
    assert (one.name, one.owner) == ("noor-haddad.pdf", "local")
    assert one.framework_version == framework.id.version
    assert one.evidence == two.evidence
