"""What is held in memory: the least used goes first, and what matches goes at once."""

from metier.web.held import Held


def test_the_least_used_goes_first() -> None:
    held = Held[str, int](2)
    assert held.put("a", 1) == 1
    held.put("b", 2)
    assert held.get("a") == 1
    held.put("c", 3)
    assert (held.get("a"), held.get("b"), held.get("c")) == (1, None, 3)


def test_what_matches_is_dropped() -> None:
    held = Held[tuple[str, int], int](9)
    for key in (("a", 1), ("a", 2), ("b", 1)):
        held.put(key, 0)
    held.drop(lambda key: key[0] == "a")
    assert held.get(("a", 1)) is held.get(("a", 2)) is None
    assert held.get(("b", 1)) == 0
