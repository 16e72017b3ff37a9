"""How much of which skill: files, lines and days of the person's own, and the sign they earn."""

from collections.abc import Mapping
from itertools import pairwise

import pytest

from metier.core.framework.index import Framework
from metier.core.repository.digest import how_much, make_digest
from metier.core.repository.rules import Rules
from metier.core.repository.skills import find_uses
from metier.core.repository.types import FileFacts, History, Touch, Use

TORCH = (("python", "torch"),)


def history(touched: Mapping[str, Touch]) -> History:
    days = frozenset(day for touch in touched.values() for day in touch.days)
    return History(dict(touched), len(days), days, (("Ann", len(days)),))


def days(number: int, *, apart: int = 1) -> frozenset[str]:
    return frozenset(
        f"{2020 + n // 12}-{n % 12 + 1:02}-05" for n in range(0, number * apart, apart)
    )


def uses(
    rules: Rules,
    framework: Framework,
    files: Mapping[str, FileFacts],
    known: History | None = None,
    *,
    own: bool = False,
) -> dict[str, Use]:
    kinds = {skill.id: skill.kind for skill in framework.data.skills}
    return {use.skill: use for use in find_uses(rules, files, known, kinds, own=own)}


def test_without_authors_what_is_used_says_little(rules: Rules, framework: Framework) -> None:
    files = {
        "a.py": FileFacts(100, used=TORCH),
        "b.txt": FileFacts(3, declared=(("pypi", "numpy"), ("pypi", "torch"))),
    }
    found = uses(rules, framework, files)

    assert found["pytorch"].sign == "repo-present"
    assert (found["pytorch"].files, found["pytorch"].named, found["pytorch"].lines) == (1, 1, 100)
    assert found["numpy"].sign == "repo-named"
    assert [proof.declared for proof in found["pytorch"].proofs] == [False, True]
    assert "git" not in found


@pytest.mark.parametrize(
    ("files", "lines", "each", "sign"),
    [
        (1, 900, days(1), "repo-written-few"),
        (12, 900, days(2), "repo-written-few"),
        (3, 60, days(6), "repo-written"),
        (2, 900, days(40), "repo-written"),
        (1, 29, days(40), "repo-written-few"),
        (12, 120, days(40), "repo-written-much"),
        (12, 6, days(4), "repo-written-few"),
    ],
)
def test_sign_grows_with_files_lines_and_days(  # noqa: PLR0917
    rules: Rules, framework: Framework, files: int, lines: int, each: frozenset[str], sign: str
) -> None:
    facts = {f"{n}.py": FileFacts(lines, used=TORCH) for n in range(files)}
    mine = history({path: Touch(lines, each) for path in facts})

    use = uses(rules, framework, facts, mine, own=True)["pytorch"]

    assert use.sign == sign
    assert use.months[-1] == max(each)[:7]


def test_method_seen_through_a_library_never_earns_the_strongest_sign(
    rules: Rules, framework: Framework
) -> None:
    used = (("python", "sklearn.cluster"),)
    facts = {f"{n}.py": FileFacts(900, used=used) for n in range(30)}
    mine = history({path: Touch(900, days(60)) for path in facts})

    found = uses(rules, framework, facts, mine, own=True)

    assert found["scikit-learn"].sign == "repo-written-much"
    assert found["clustering"].sign == "repo-written"


def test_only_what_the_person_wrote_counts(rules: Rules, framework: Framework) -> None:
    facts = {
        "mine.py": FileFacts(100, used=TORCH),
        "touched.py": FileFacts(100, used=(("python", "pandas"),)),
        "short.py": FileFacts(3, used=(("python", "ray"),)),
        "others.py": FileFacts(100, used=(("python", "spacy"),)),
        "requirements.txt": FileFacts(9, declared=(("pypi", "mlflow"),)),
    }
    mine = history(
        {
            "mine.py": Touch(5000, days(1)),
            "touched.py": Touch(2, days(1)),
            "short.py": Touch(2, days(1)),
            "requirements.txt": Touch(9, days(1)),
            "deleted.py": Touch(900, days(1)),
        }
    )

    found = uses(rules, framework, facts, mine, own=True)

    assert {"pytorch", "ray", "mlflow", "python", "git"} == set(found)
    assert found["pytorch"].lines == 100
    assert found["mlflow"].sign == "repo-named-own"


def test_own_commits_show_git(rules: Rules, framework: Framework) -> None:
    mine = history({"a.py": Touch(9, days(60))})

    found = uses(rules, framework, {"a.py": FileFacts(9)}, mine, own=True)

    assert found["git"].sign == "repo-written-much"
    assert how_much(found["git"]) == "60 commits, 2020-01 to 2024-12"


def test_module_of_one_s_own_is_no_library(rules: Rules, framework: Framework) -> None:
    facts = {
        "src/ray.py": FileFacts(9),
        "spacy/__init__.py": FileFacts(9),
        "kafka/producer.py": FileFacts(9, used=(("python", "kafka.KafkaProducer"),)),
        "app/main.py": FileFacts(9, used=(("python", "ray.init"), ("python", "spacy"), *TORCH)),
    }

    found = uses(rules, framework, facts)

    assert {"pytorch", "apache-kafka"} <= set(found)
    assert not {"ray", "spacy"} & set(found)


def test_skill_that_the_framework_does_not_know_is_left_out(rules: Rules) -> None:
    found = find_uses(rules, {"a.py": FileFacts(9, used=TORCH)}, None, {}, own=False)

    assert found == ()


def test_evidence_points_to_its_proofs(rules: Rules, framework: Framework) -> None:
    facts = {f"{n}.py": FileFacts(9 + n, used=TORCH) for n in range(9)}
    mine = history({path: Touch(9, days(2)) for path in facts})
    found = uses(rules, framework, facts, mine, own=True)
    names = {skill: framework.skills[skill].name for skill in found}

    digest = make_digest("x", "Repository x.", list(found.values()), names, ())

    text = digest.document.text
    for item, use in zip(digest.evidence, found.values(), strict=True):
        block = text[item.start : item.end]
        assert block.startswith(f"{names[item.skill]}: ")
        assert all(proof.file in block for proof in use.proofs)
        assert item.document == digest.document.sha256
        assert item.file == use.proofs[0].file
        assert item.month == "2020-02"
    spans = sorted((item.start, item.end) for item in digest.evidence)
    assert all(one[1] < two[0] for one, two in pairwise(spans))


def test_proofs_are_the_files_with_most_days(rules: Rules, framework: Framework) -> None:
    facts = {f"{n}.py": FileFacts(100, used=TORCH) for n in range(5)}
    mine = history({f"{n}.py": Touch(50, days(n + 1)) for n in range(5)})

    use = uses(rules, framework, facts, mine, own=True)["pytorch"]

    assert [proof.file for proof in use.proofs] == ["4.py", "3.py", "2.py"]
