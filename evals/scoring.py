"""Predicted spans against labelled ones: one to one, by kind, with what went wrong."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from labelled import show_table

Span = tuple[int, int]
LEAST_SHARE = 0.5


class Found(NamedTuple):
    """A predicted span: `kind` as the system calls it, or empty; `name` is its skill."""

    start: int
    end: int
    kind: str
    name: str


class Label(NamedTuple):
    """A labelled span; a trap is a span that is no skill of the person."""

    start: int
    end: int
    kind: str
    trap: bool = False


class Score(NamedTuple):
    """What matched, counted by kind; predictions by their own kind, labels by theirs.

    `missed` and `false` count the words by kind, `touched` the labels that any prediction
    overlaps and `touching` the predictions that overlap any label.
    """

    predicted: Counter[str]
    right: Counter[str]
    labelled: Counter[str]
    found: Counter[str]
    missed: Counter[tuple[str, str]]
    false: Counter[tuple[str, str]]
    traps: int
    taken: int
    touched: int
    touching: int


def overlap(one: Span, two: Span) -> float:
    """Return the intersection of two spans over their union."""
    shared = min(one[1], two[1]) - max(one[0], two[0])
    return shared / (max(one[1], two[1]) - min(one[0], two[0])) if shared > 0 else 0.0


def pair_spans(predicted: Sequence[Span], labelled: Sequence[Span]) -> dict[int, int]:
    """Return predicted index → labelled index of matches, largest overlap first."""
    shares = sorted(
        (
            (share, m, n)
            for m, p in enumerate(predicted)
            for n, q in enumerate(labelled)
            if (share := overlap(p, q)) >= LEAST_SHARE
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, m, n in shares:
        if m not in pairs and n not in taken:
            pairs[m] = n
            taken.add(n)
    return pairs


def score_spans(
    texts: Sequence[str], labels: Sequence[Sequence[Label]], found: Sequence[Sequence[Found]]
) -> Score:
    """Score the predictions for some texts."""
    counters: tuple[Counter[str], ...] = tuple(Counter() for _ in range(4))
    predicted, right, labelled, matched = counters
    missed: Counter[tuple[str, str]] = Counter()
    false: Counter[tuple[str, str]] = Counter()
    traps = taken = touched = touching = 0
    for text, all_labels, spans in zip(texts, labels, found, strict=True):
        wanted = [label for label in all_labels if not label.trap]
        pairs = pair_spans([s[:2] for s in spans], [g[:2] for g in wanted])
        hit = set(pairs.values())
        predicted.update(span.kind for span in spans)
        right.update(spans[m].kind for m in pairs)
        labelled.update(label.kind for label in wanted)
        matched.update(wanted[n].kind for n in hit)
        missed.update(_words(text, (g for n, g in enumerate(wanted) if n not in hit)))
        wrong = [span for m, span in enumerate(spans) if m not in pairs]
        false.update(_words(text, wrong))
        for trap in (label for label in all_labels if label.trap):
            traps += 1
            taken += any(overlap(span[:2], trap[:2]) > 0 for span in wrong)
        touched += sum(any(overlap(s[:2], g[:2]) > 0 for s in spans) for g in wanted)
        touching += sum(any(overlap(s[:2], g[:2]) > 0 for g in wanted) for s in spans)
    return Score(
        predicted, right, labelled, matched, missed, false, traps, taken, touched, touching
    )


def _words(text: str, spans: Iterable[Found | Label]) -> Iterable[tuple[str, str]]:
    return ((span.kind, " ".join(text[span.start : span.end].split())) for span in spans)


def rates(right: int, predicted: int, found: int, labelled: int) -> tuple[str, str, str]:
    """Return precision, recall and F1 as text."""
    precision = right / predicted if predicted else 0.0
    recall = found / labelled if labelled else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}"


def total_rates(score: Score) -> tuple[str, str, str]:
    """Return precision, recall and F1 over all kinds as text."""
    counts = (score.right, score.predicted, score.found, score.labelled)
    return rates(*(count.total() for count in counts))


def touch_rates(score: Score) -> tuple[str, str]:
    """Return precision and recall as text when to overlap at all is to match."""
    counts = (score.touching, score.predicted.total(), score.touched, score.labelled.total())
    return rates(*counts)[:2]


def recall_of(score: Score, kinds: Iterable[str]) -> str:
    """Return the recall over labels of some kinds as text."""
    kinds = tuple(kinds)
    total = sum(score.labelled[kind] for kind in kinds)
    return f"{sum(score.found[kind] for kind in kinds) / total:.3f}" if total else "–"


def show_kinds(score: Score, groups: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Print precision, recall and F1 by group of kinds."""
    rows = []
    for name, kinds in groups:
        predicted, right, labelled, found = (sum(c[k] for k in kinds) for c in score[:4])
        row = (name, str(labelled), str(predicted))
        rows.append((*row, *rates(right, predicted, found, labelled)))
    show_table(("kind", "labels", "predicted", "precision", "recall", "F1"), rows)


def show_errors(score: Score, *, shown: int = 20) -> None:
    """Print by kind the labels missed and the predictions that match none, commonest first."""
    for title, errors in (("missed", score.missed), ("false", score.false)):
        for kind in sorted({kind for kind, _ in errors}):
            named = Counter({words: n for (k, words), n in errors.items() if k == kind})
            listed = ", ".join(
                f"{words} ({n})" if n > 1 else words for words, n in named.most_common(shown)
            )
            print(f"{title}, {kind} ({named.total()}): {listed}")
