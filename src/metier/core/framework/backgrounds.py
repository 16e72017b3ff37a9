"""Where a person comes from: the background that a word or a title names."""

from functools import lru_cache

from metier.core.errors import UnknownIdError
from metier.core.framework.index import Framework, did_you_mean
from metier.core.framework.library import Background
from metier.core.framework.lookup import nearest
from metier.core.framework.terms import normalize_term


def find_background(framework: Framework, text: str) -> Background:
    """Return the background with this id, name or title.

    Raises:
        UnknownIdError: There is none; it names near ones.
    """
    names = background_names(framework)
    found = names.get(normalize_term(text))
    if found:
        return found
    near = list(dict.fromkeys(names[name].id for name, _ in nearest(text, names, limit=4)))[:3]
    raise UnknownIdError(
        f"There is no background {text!r}.",
        code="background-unknown",
        hint=did_you_mean(near) or "'metier backgrounds' lists all.",
        candidates=near,
    )


@lru_cache(maxsize=4)
def background_names(framework: Framework) -> dict[str, Background]:
    """Return the backgrounds by every normalized id, name and title."""
    found: dict[str, Background] = {}
    for item in framework.library.backgrounds:
        for text in (item.id, item.name, *item.titles):
            found.setdefault(normalize_term(text), item)
    return found


def background_roles(framework: Framework, name: str) -> tuple[str, ...]:
    """Return the ids of the roles that are near a background.

    Raises:
        UnknownIdError: No such background.
    """
    return find_background(framework, name).first_roles
