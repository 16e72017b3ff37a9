"""A cycle is found exactly when there is one."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from metier.core.framework.graph import find_cycle

NODES = range(6)
graphs = st.dictionaries(st.sampled_from(NODES), st.lists(st.sampled_from(NODES), max_size=4))


def has_cycle(graph: dict[int, list[int]]) -> bool:
    """Follow every edge until nothing new is reached."""
    reached = {node: set(graph.get(node, [])) for node in NODES}
    for _ in NODES:
        for found in reached.values():
            found |= {further for node in found for further in reached[node]}
    return any(node in found for node, found in reached.items())


@settings(deadline=None, max_examples=300, database=None)
@given(graphs)
def test_agrees_with_brute_force(graph: dict[int, list[int]]) -> None:
    cycle = find_cycle(graph)

    assert bool(cycle) == has_cycle(graph)
    if cycle:
        assert len(set(cycle)) == len(cycle)
        assert all(after in graph[before] for before, after in pairwise([*cycle, cycle[0]]))


def test_long_chain_needs_no_recursion() -> None:
    chain = {number: [number + 1] for number in range(50_000)}

    assert find_cycle(chain) == []
    assert len(find_cycle({**chain, 50_000: [0]})) == 50_001


def test_diamond_is_no_cycle() -> None:
    assert find_cycle({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}) == []
