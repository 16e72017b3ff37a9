"""`metier extract --batch`."""

import os
import sys
from pathlib import Path

import click

from metier.cli import output
from metier.cli.extract_options import BatchOptions
from metier.core.errors import UsageError


def extract_batch(options: BatchOptions, *, as_json: bool) -> int:
    """Read a corpus and say what was done."""
    if options.target is None:
        raise UsageError(
            "A batch needs an output.", code="output-missing", hint="Add -o OUT.parquet."
        )
    try:
        answer = _run_spark(options) if options.spark else _run(options)
    except ImportError as error:
        extra = "spark" if options.spark else "batch"
        raise UsageError(
            f"Reading a batch needs more than is installed: {error}.",
            code="extra-missing",
            hint=f"Install it with: pip install 'metier[{extra}]'.",
        ) from error
    if as_json:
        output.write_json(answer)
    else:
        output.say(f"{answer['texts']:,} texts read into {options.target}.")
        if answer.get("resumed"):
            output.say(f"{answer['resumed']:,} of them had been read before.")
    return 0


def _run(options: BatchOptions) -> dict[str, object]:
    from metier.core.workflow.corpus import extract_corpus

    result = extract_corpus(
        Path(options.source or ""),
        Path(options.target or ""),
        text=options.text,
        key=options.key,
        workers=options.workers or len(os.sched_getaffinity(0)),
        restart=options.restart,
        progress=_progress if sys.stderr.isatty() else None,
    )
    return {
        "texts": result.texts,
        "resumed": result.resumed,
        "mentions": result.mentions,
        "framework": result.framework._asdict(),
    }


def _run_spark(options: BatchOptions) -> dict[str, object]:
    from metier.core.workflow.corpus_spark import extract_on_spark

    source, target = options.source or "", options.target or ""
    texts = extract_on_spark(source, target, text=options.text, key=options.key)
    return {"texts": texts}


def _progress(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    click.echo(f"\rReading {done:,} of {total:,} texts{end}", err=True, nl=False)
