"""Metier and the peers over the same texts, in one run."""

from collections.abc import Sequence

from labelled import show_table
from metier.core.documents.build import build_document
from metier.core.errors import MetierError
from metier.core.framework.index import Framework
from metier.core.workflow.assess import Reader
from peers import MENTIONS, NOTES, PeerError, ask_peer
from scoring import Found, Label, Score, recall_of, score_spans, total_rates, touch_rates

METIER = "Metier"
MEANINGS = "Metier, meanings too"
Answer = list[list[Found]] | str
Groups = Sequence[tuple[str, Sequence[str]]]


def read_metier(framework: Framework, texts: Sequence[str], *, semantic: bool) -> list[list[Found]]:
    """Return what Metier says that the person of each text has or must have.

    Raises:
        MetierError: `semantic`, and the model is not installed.
        RuntimeError: Reading a text as a document moved its characters.
    """
    reader = Reader(framework, semantic=semantic)
    found = []
    for text in texts:
        document = build_document("advert.txt", text.encode())
        if document.text != text:
            raise RuntimeError("offsets into the document are not offsets into the labelled text")
        mentions = [m for m in reader.mentions(document) if m.polarity == "has"]
        found.append([Found(m.start, m.end, m.kind, m.skill) for m in mentions])
    return found


def ask_all(
    framework: Framework, texts: list[str], *, peers: Sequence[str] = MENTIONS
) -> dict[str, Answer]:
    """Return by system what it finds in each text, or why it was not run."""
    answers: dict[str, Answer] = {METIER: read_metier(framework, texts, semantic=False)}
    try:
        answers[MEANINGS] = read_metier(framework, texts, semantic=True)
    except MetierError as error:
        answers[MEANINGS] = str(error)
    for peer in peers:
        try:
            answers[peer] = ask_peer(peer, texts)
        except PeerError as error:
            answers[peer] = str(error)
    return answers


def score_all(
    texts: Sequence[str], labels: Sequence[Sequence[Label]], answers: dict[str, Answer]
) -> dict[str, Score | str]:
    """Return the score of each system, or why it was not run."""
    return {
        name: answer if isinstance(answer, str) else score_spans(texts, labels, answer)
        for name, answer in answers.items()
    }


def show_systems(scores: dict[str, Score | str], groups: Groups, *, touching: bool = False) -> None:
    """Print a row for each system: over all, then the recall by group of label kinds.

    `touching` adds precision and recall when to overlap at all is to match.
    """
    traps = any(isinstance(score, Score) and score.traps for score in scores.values())
    head = ["system", "found", "precision", "recall", "F1"]
    head += [f"R {name}" for name, _ in groups]
    head += ["P touching", "R touching"] if touching else []
    head += ["traps"] if traps else []
    rows = []
    for name, score in scores.items():
        if isinstance(score, str):
            continue
        row = [name, str(score.predicted.total()), *total_rates(score)]
        row += [recall_of(score, kinds) for _, kinds in groups]
        row += touch_rates(score) if touching else []
        row += [f"{score.taken}/{score.traps}"] if traps else []
        rows.append(tuple(row))
    show_table(tuple(head), rows)
    for name, score in scores.items():
        if isinstance(score, str):
            print(f"{name}: not run ({score})")
    print(NOTES)
