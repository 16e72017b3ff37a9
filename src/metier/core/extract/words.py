"""Spellings that are the same word: plurals, and American beside British."""

from collections.abc import Iterable

from metier.core.framework.context_types import SpellingRules

_SIBILANT = ("s", "x", "ch", "sh")
_KEPT = ("ss", "us", "is")
_SHORTEST = 4
_SHORTEST_BASE = 3


def word_classes(words: Iterable[str], rules: SpellingRules) -> dict[str, int]:
    """Return a number, from 1, for every spelling of the words; one word has one number."""
    classes: dict[str, int] = {}
    count = 0
    for word in sorted(set(words), key=lambda item: (len(item), item)):
        forms = _forms(word, rules)
        known = next((classes[form] for form in (word, *forms) if form in classes), None)
        if known is None:
            count += 1
            known = count
        for form in (word, *forms):
            classes.setdefault(form, known)
    return classes


def _forms(word: str, rules: SpellingRules) -> list[str]:
    if not word.isalpha() or len(word) < _SHORTEST_BASE:
        return []
    base = _singular(word)
    forms = [base, *_plurals(base)]
    for one, two in rules.words:
        forms += [two, *_plurals(two)] if one in forms else []
        forms += [one, *_plurals(one)] if two in forms else []
    for form in tuple(forms):
        for american, british in rules.endings:
            if form.endswith(american):
                forms.append(form.removesuffix(american) + british)
            elif form.endswith(british):
                forms.append(form.removesuffix(british) + american)
    return forms


def _singular(word: str) -> str:
    if len(word) < _SHORTEST or not word.endswith("s") or word.endswith(_KEPT):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("xes", "ches", "shes", "sses")) else word[:-1]


def _plurals(base: str) -> list[str]:
    if base.endswith("y") and base[-2:-1] not in set("aeiou"):
        return [base[:-1] + "ies", base + "s"]
    return [base + "es"] if base.endswith(_SIBILANT) else [base + "s"]
