"""Features as bytes: the few distinct weights once, one byte for each term, then the terms.

Half the time to read and a tenth smaller than JSON, which stays for what this form cannot hold.
"""

from __future__ import annotations

import json
import struct

from newsprism.protocols.stages import Features
from newsprism.stores.sqlite.packing import Packing, Spoiled, pack, unpack

_PALETTE, _JSON = b"P", b"J"
_HEAD = struct.Struct("<HI")  # how many distinct weights, how many terms
_COLOURS = 256


def packed(features: Features) -> tuple[Packing, bytes]:
    """Return features packed, in their order and with their exact weights."""
    return pack(_palette(features) or _JSON + json.dumps([list(features), list(features.values())]).encode())


def unpacked(packing: Packing, blob: bytes) -> Features:
    """Return the features of two columns; raises Spoiled."""
    content = unpack(packing, blob)
    try:
        if content[:1] == _PALETTE:
            return _from_palette(content[1:])
        names, values = json.loads(content[1:])
        return dict(zip(names, values, strict=True))
    except (struct.error, ValueError, IndexError, TypeError, RecursionError) as error:
        raise Spoiled(str(error)) from error


def _palette(features: Features) -> bytes | None:
    colours = list(dict.fromkeys(map(float, features.values())))
    terms = "\n".join(features)
    if len(colours) > _COLOURS or terms.count("\n") >= max(len(features), 1):
        return None
    number = {colour: index for index, colour in enumerate(colours)}
    try:
        told = terms.encode()
    except UnicodeEncodeError:
        return None
    head = _HEAD.pack(len(colours), len(features)) + struct.pack(f"<{len(colours)}d", *colours)
    return _PALETTE + head + bytes(number[weight] for weight in features.values()) + told


def _from_palette(content: bytes) -> Features:
    colours, terms = _HEAD.unpack_from(content)
    values = struct.unpack_from(f"<{colours}d", content, _HEAD.size)
    begin = _HEAD.size + 8 * colours
    numbers = content[begin : begin + terms]
    names = content[begin + terms :].decode().split("\n") if terms else []
    return dict(zip(names, map(values.__getitem__, numbers), strict=True))
