"""Order modules as oak-domain-career does, in the peers' own environment.

Usage: .venv-peers/bin/python benchmarks/oak_worker.py IN OUT

IN is JSON: for each case a list of modules in curriculum order, each [key, [keys it needs]]. OUT
becomes, for each case, the keys in the order in which its next-best rule offers them, each taken
as mastered before the next is asked for. Only its pathway engine is loaded, which needs nothing
but the standard library.
"""

import json
import sys
import types
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def load_rule() -> Any:
    """Return `deterministic_next` without the package's own start, which wants its servers."""
    spec = find_spec("oak_domain_career")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("oak-domain-career is not installed; scripts/peers does it")
    package = types.ModuleType("oak_domain_career")
    package.__path__ = list(spec.submodule_search_locations)
    sys.modules["oak_domain_career"] = package
    from oak_domain_career.pathway.next_best import deterministic_next  # noqa: PLC0415

    return deterministic_next


def walk(rule: Any, modules: list[list[Any]]) -> list[str]:
    """Return the keys in the order of the rule."""
    there = [
        {"module_key": key, "prereq_keys": needs, "mastery_state": "not_started", "position": n}
        for n, (key, needs) in enumerate(modules)
    ]
    order = []
    while (one := rule(there)) is not None:
        one["mastery_state"] = "mastered"
        order.append(one["module_key"])
    return order


def main() -> None:
    """Answer all cases."""
    rule = load_rule()
    cases = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    Path(sys.argv[2]).write_text(json.dumps([walk(rule, case) for case in cases]), "utf-8")


if __name__ == "__main__":
    main()
