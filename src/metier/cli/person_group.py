"""Groups of commands about one person: `metier portfolio @NAME`, then what to do.

What to do may be left out; then the group shows what there is.
"""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from metier.core.errors import UsageError

if TYPE_CHECKING:
    from metier.core.framework.records import Profile
    from metier.core.profile.store import ProfileStore

_Command = TypeVar("_Command", bound=Callable[..., Any])
PERSON = "@NAME"


class PersonGroup(click.Group):
    """A group whose first argument names a kept profile, and whose command may be left out.

    Attributes:
        usual: The command that runs when none is named.
        optional: Whether the person may be left out as well.
    """

    usual = ""
    optional = False

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the usual command where none is named."""
        if args and args[0] in ctx.help_option_names:
            return super().parse_args(ctx, args)
        named = bool(args) and not args[0].startswith("-")
        if not named and not self.optional:
            return super().parse_args(ctx, args)
        first, rest = ([args[0]], args[1:]) if named else ([""], list(args))
        is_command = bool(rest) and (rest[0] in self.commands or _is_word(rest[0]))
        if not is_command and not (rest and rest[0] in ctx.help_option_names):
            rest = [self.usual, *rest]
        return super().parse_args(ctx, [*first, *rest])


def _is_word(text: str) -> bool:
    return not text.startswith("-")


def open_person(name: str) -> "tuple[ProfileStore, Profile]":
    """Return the store and the kept profile that "@NAME" names.

    Raises:
        UsageError: It does not begin with "@".
        StoreError: There is no such profile.
    """
    from metier.core.workflow.keeping import find_profile, open_store

    if not name.startswith("@"):
        raise UsageError(
            f"{name!r} is no kept profile.",
            code="profile-needed",
            hint="Write @ and its name; 'metier profile new NAME CV' keeps one.",
        )
    store = open_store()
    return store, find_profile(store, name[1:])


def day_option(name: str, text: str) -> Callable[[_Command], _Command]:
    """Return a decorator that adds an option with a day."""

    def add(command: _Command) -> _Command:
        return click.option(
            name, type=click.DateTime(["%Y-%m-%d"]), default=None, metavar="DATE", help=text
        )(command)

    return add


def iso(day: dt.datetime | None) -> dt.date | None:
    """Return the day of a given date, if there is one."""
    return day.date() if day else None
