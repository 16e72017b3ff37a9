"""The lexicon on disk, so that a start does not build it anew."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from metier.core.extract.lexicon import Lexicon, Tables, build_lexicon
from metier.core.framework.index import Framework
from metier.core.framework.kept import read_kept, write_kept

_SOURCES = ("chars", "hashing", "lexicon", "lexicon_file", "patterns", "tokens", "words")
_Packed = tuple[str, list[int], bytes]


def load_lexicon(framework: Framework) -> Lexicon:
    """Return the lexicon of a framework: a kept one, or one built and then kept."""
    data = framework.data
    if framework.place is None:
        return build_lexicon(data.skills, data.context)
    name = lexicon_name(framework.place.key)
    body = read_kept(name, framework.place.folder)
    if body is not None:
        return unpack_lexicon(body)
    lexicon = build_lexicon(data.skills, data.context)
    write_kept(name, pack_lexicon(lexicon), pattern=f"{_prefix(framework.place.key)}-*.lexicon")
    return lexicon


def lexicon_name(key: str) -> str:
    """Return the file name of the lexicon of the framework with hash `key`."""
    return f"{_prefix(key)}-{_code_key()}-{key}.lexicon"


def pack_lexicon(lexicon: Lexicon) -> bytes:
    """Return a lexicon as bytes: MessagePack of plain arrays."""
    packed = {name: _pack(array) for name, array in lexicon.tables._asdict().items()}
    return msgspec.msgpack.encode(packed)


def unpack_lexicon(body: bytes) -> Lexicon:
    """Return the lexicon that `pack_lexicon` made `body` from."""
    packed = msgspec.msgpack.decode(body, type=dict[str, _Packed])
    return Lexicon(Tables(**{name: _unpack(item) for name, item in packed.items()}))


def _pack(array: "np.ndarray[Any, Any]") -> _Packed:
    if array.dtype == bool:
        return "?", list(array.shape), np.packbits(array).tobytes()
    little = array.astype(array.dtype.newbyteorder("<"))
    return little.dtype.str, list(array.shape), little.tobytes()


def _unpack(packed: _Packed) -> "np.ndarray[Any, Any]":
    kind, shape, content = packed
    if kind == "?":
        count = int(np.prod(shape))
        bits = np.frombuffer(content, dtype=np.uint8)
        return np.unpackbits(bits, count=count).astype(bool).reshape(shape)
    return np.frombuffer(content, dtype=kind).reshape(shape)


def _prefix(key: str) -> str:
    """Return what lexicons of this sort begin with: of the framework, or with an overlay."""
    return "overlay" if "-" in key else "framework"


@lru_cache(maxsize=1)
def _code_key() -> str:
    """Return a hash of the code that a lexicon depends on: after a change it is built anew."""
    digest = hashlib.blake2b(digest_size=6)
    for name in _SOURCES:
        digest.update((Path(__file__).parent / f"{name}.py").read_bytes())
    return digest.hexdigest()
