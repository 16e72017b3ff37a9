"""What a format's reader returns, before sections and positions are looked for."""

from msgspec import Struct

from metier.core.framework.posting import Posting
from metier.core.framework.records import Position, Section


class Raw(Struct):
    """What a format's reader returns, before sections and positions are looked for."""

    text: str
    pages: int = 0
    warnings: list[str] = []
    sections: list[Section] | None = None
    positions: list[Position] | None = None
    posting: Posting | None = None
