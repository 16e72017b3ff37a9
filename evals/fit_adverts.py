"""How well the role of an advert is told without its title: `python evals/fit_adverts.py`.

Every occurrence of the advert's own title is taken out of its text, for every system alike. The
true role is Metier's reading of the title where that is sure. Shown is the mean over the roles
with 20 adverts or more, so that the commonest role counts no more than the others, beside

- a constant order: the roles by how frequent they are in these very adverts,
- TF-IDF on the role pages: the texts of each role in the framework as one document, cosine,
- MiniLM centroids: the mean vector of the sentences of an advert and of a role's page, cosine.

"skills alone" leaves out the role names that running text holds apart from the title.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from labelled import shared_folder, show_table
from metier.core.documents.build import build_document
from metier.core.errors import MetierError
from metier.core.extract.encoder import Encoder
from metier.core.extract.titles import read_title
from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.framework.types import RoleSpec
from metier.core.workflow.asked import fit_advert
from metier.core.workflow.assess import Reader
from peers import PeerError, run_worker

FILES = ("ai_engineer_2026.jsonl.gz", "analytics_engineer_2026.jsonl.gz")
LEAST = 20
SHORTEST = 200
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_LEAST_CHARS, _MOST_SENTENCES = 15, 60
Order = list[str]


class Hidden(NamedTuple):
    """An advert without its title, and the role that the title named."""

    text: str
    role: str


def read_adverts(framework: Framework) -> list[Hidden]:
    """Return the adverts whose title names a role for sure, each text once."""
    sure = framework.data.titles.listed_confidence
    found: dict[str, Hidden] = {}
    for title, text in _postings():
        reading = read_title(framework, title)
        if reading.role and reading.confidence >= sure and len(text) >= SHORTEST:
            plain = re.sub(re.escape(title), " ", text, flags=re.IGNORECASE)
            found.setdefault(text, Hidden(plain, reading.role))
    return list(found.values())


def _postings() -> Iterator[tuple[str, str]]:
    folder = shared_folder() / "data" / "postings"
    for name in FILES:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield (row.get("title") or row["role"]).strip(), row["description"] or ""


def rank_by_fit(framework: Framework, adverts: Sequence[Hidden], *, titles: bool) -> list[Order]:
    """Return the roles of each advert by Metier's fit."""
    reader = Reader(framework)
    orders = []
    for advert in adverts:
        document = build_document("advert.txt", advert.text.encode())
        fits = fit_advert(framework, document, reader.mentions(document), with_titles=titles)
        orders.append([fit.role for fit in fits])
    return orders


def rank_by_words(framework: Framework, adverts: Sequence[Hidden]) -> list[Order]:
    """Return the roles of each advert by TF-IDF on the role pages.

    Raises:
        PeerError: The peers' environment is not there.
    """
    pages = ["\n".join(page_of(framework, role)) for role in framework.data.roles]
    texts = [advert.text for advert in adverts]
    return _orders(framework, run_worker("page_worker.py", [], {"pages": pages, "texts": texts}))


def rank_by_vectors(framework: Framework, adverts: Sequence[Hidden]) -> list[Order]:
    """Return the roles of each advert by the mean vectors of its sentences and of role pages.

    Raises:
        UsageError: The model is not installed.
    """
    encoder = Encoder()

    def middle(sentences: list[str]) -> np.ndarray:
        mean: np.ndarray = encoder.encode(sorted(sentences, key=len)).mean(axis=0)
        unit: np.ndarray = mean / np.linalg.norm(mean)
        return unit

    pages = np.array([middle(page_of(framework, role)) for role in framework.data.roles])
    texts = np.array([middle(_sentences(advert.text)) for advert in adverts])
    return _orders(framework, texts @ pages.T)


def rank_the_same(framework: Framework, adverts: Sequence[Hidden]) -> list[Order]:
    """Return for each advert all roles, the most frequent first."""
    count = Counter(advert.role for advert in adverts)
    order = sorted(framework.roles, key=lambda role: (-count[role], role))
    return [order] * len(adverts)


def page_of(framework: Framework, role: RoleSpec) -> list[str]:
    """Return the texts of a role: what it is, asks, does and is judged by."""
    parts = [role.name, role.focus, role.mission, role.day, *role.judged_by, *role.titles]
    parts += [framework.skills[item.skill].name for item in role.requirements]
    parts += [text for rung in role.ladder for text in rung.responsibilities]
    for behavior in role.behaviors.values():
        parts += [getattr(behavior, name) for name in behavior.__struct_fields__]
    parts += [neighbor.differs for neighbor in role.neighbors]
    return [*parts, *role.delivers, *role.success_factors, *role.hiring_signals, *role.red_flags]


def _sentences(text: str) -> list[str]:
    parts = [part.strip() for part in _SENTENCE.split(text)]
    return [part for part in parts if len(part) >= _LEAST_CHARS][:_MOST_SENTENCES] or [text[:500]]


def _orders(framework: Framework, scores: Sequence[Sequence[float]] | np.ndarray) -> list[Order]:
    roles = [role.id for role in framework.data.roles]
    return [[roles[n] for n in np.argsort(-np.asarray(row), kind="stable")] for row in scores]


def row_of(name: str, adverts: Sequence[Hidden], orders: Sequence[Order]) -> tuple[str, ...]:
    """Return a system's accuracy at 1 and 3 over the roles, and at 1 for each, as text."""
    by_role: dict[str, list[tuple[bool, bool]]] = {}
    for advert, order in zip(adverts, orders, strict=True):
        by_role.setdefault(advert.role, []).append(
            (order[0] == advert.role, advert.role in order[:3])
        )
    counted = [np.mean(by_role[role], axis=0) for role in roles_counted(adverts)]
    first, third = np.mean(counted, axis=0)
    return (name, f"{first:.3f}", f"{third:.3f}", *(f"{one:.2f}" for one, _ in counted))


def roles_counted(adverts: Sequence[Hidden]) -> list[str]:
    """Return the roles with enough adverts, the most frequent first."""
    count = Counter(advert.role for advert in adverts)
    return [role for role, number in count.most_common() if number >= LEAST]


def main() -> None:
    """Print the table."""
    framework = load_framework()
    adverts = read_adverts(framework)
    rows = [
        row_of("Metier", adverts, rank_by_fit(framework, adverts, titles=True)),
        row_of("Metier, skills alone", adverts, rank_by_fit(framework, adverts, titles=False)),
        row_of("constant order", adverts, rank_the_same(framework, adverts)),
    ]
    missing = []
    for name, rank in (("TF-IDF", rank_by_words), ("MiniLM centroids", rank_by_vectors)):
        try:
            rows.append(row_of(name, adverts, rank(framework, adverts)))
        except (PeerError, MetierError) as error:
            missing.append(f"{name}: not run ({error})")
    roles = roles_counted(adverts)
    count = Counter(advert.role for advert in adverts)
    kept = sum(count[role] for role in roles)
    print(f"{kept} adverts of {len(roles)} roles, framework {framework.id.version}")
    print("mean over the roles of the share with the right role first and among three;")
    print("then the share right for each role\n")
    show_table(("system", "first", "in three", *(f"{r} ({count[r]})" for r in roles)), rows)
    print(*missing, sep="\n")


if __name__ == "__main__":
    main()
