"""Small graph algorithms over dictionaries of neighbors."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def find_cycle(graph: Mapping[Node, Sequence[Node]]) -> list[Node]:
    """Return the nodes of one cycle in order, or an empty list if there is none."""
    done: set[Node] = set()
    for start in graph:
        if start in done:
            continue
        path: list[Node] = []
        on_path: set[Node] = set()
        stack: list[tuple[Node, bool]] = [(start, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                path.pop()
                on_path.discard(node)
                done.add(node)
            elif node in on_path:
                return path[path.index(node) :]
            elif node not in done:
                path.append(node)
                on_path.add(node)
                stack.append((node, True))
                stack.extend((child, False) for child in graph.get(node, ()))
    return []


def find_cycles(graph: Mapping[Node, Sequence[Node]]) -> list[list[Node]]:
    """Return cycles that share no node, until none is left without one of their nodes."""
    left = dict(graph)
    cycles = []
    while cycle := find_cycle(left):
        cycles.append(cycle)
        for node in cycle:
            del left[node]
    return cycles
