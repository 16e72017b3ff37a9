"""Titles by TF-IDF and logistic regression: `.venv-peers/bin/python title_worker.py IN OUT`.

It runs in the peers' own environment. IN is a JSON list of [title, label]; OUT becomes the list
of labels told, each by a model that has not seen the title (ten folds, grouped by spelling).
"""

import json
import sys
from pathlib import Path

FOLDS = 10


def tell_titles(titles: list[str], labels: list[str]) -> list[str]:
    """Return the label told for each title."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 of the peers
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.model_selection import GroupKFold, cross_val_predict  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415

    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        LogisticRegression(C=30, class_weight="balanced", max_iter=2000),
    )
    groups = [title.casefold().strip() for title in titles]
    told = cross_val_predict(model, titles, labels, groups=groups, cv=GroupKFold(FOLDS))
    return [str(label) for label in told]


def main() -> None:
    """Tell the labels."""
    given, answer = map(Path, sys.argv[1:])
    rows = json.loads(given.read_text("utf-8"))
    told = tell_titles([title for title, _ in rows], [label for _, label in rows])
    answer.write_text(json.dumps(told), "utf-8")


if __name__ == "__main__":
    main()
