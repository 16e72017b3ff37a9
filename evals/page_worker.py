"""Texts beside pages by TF-IDF: `.venv-peers/bin/python evals/page_worker.py IN OUT`.

It runs in the peers' own environment. IN is a JSON object with `pages` and `texts`; OUT becomes
the list of each text's cosines with the pages. The words' weights come from the pages.
"""

import json
import sys
from pathlib import Path


def compare(pages: list[str], texts: list[str]) -> list[list[float]]:
    """Return the cosine of every text with every page."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 of the peers

    model = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    rows = model.fit_transform(pages)
    cosines: list[list[float]] = (model.transform(texts) @ rows.T).toarray().tolist()
    return cosines


def main() -> None:
    """Compare the texts with the pages."""
    given, answer = map(Path, sys.argv[1:])
    work = json.loads(given.read_text("utf-8"))
    answer.write_text(json.dumps(compare(work["pages"], work["texts"])), "utf-8")


if __name__ == "__main__":
    main()
