"""Reading a PNG back, pixel by pixel, without a library: eight bits, RGB or RGBA, not interlaced."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Pixels:
    """A picture of ``width`` by ``height`` pixels of ``channels`` bytes, row after row."""

    width: int
    height: int
    channels: int
    data: bytes

    def dark(self, left: float, top: float, right: float, bottom: float, least: int = 110) -> int:
        """How many pixels of a part of the picture are darker than ``least`` (of 255)."""
        count = 0
        for y in range(max(0, int(top)), min(self.height, int(bottom))):
            for x in range(max(0, int(left)), min(self.width, int(right))):
                at = (y * self.width + x) * self.channels
                red, green, blue = self.data[at : at + 3]
                opaque = self.channels < 4 or self.data[at + 3] > 128
                count += opaque and (red * 3 + green * 6 + blue) / 10 < least
        return count


def size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    assert png[12:16] == b"IHDR"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def read(png: bytes) -> Pixels:
    """The pixels of a PNG."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, body, head = 8, b"", b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        head = data if kind == b"IHDR" else head
        body += data if kind == b"IDAT" else b""
        at += 12 + length
    width, height, depth, colour = struct.unpack(">IIBB", head[:10])
    assert depth == 8
    channels = {2: 3, 6: 4}[colour]
    return Pixels(width, height, channels, _unfiltered(zlib.decompress(body), width * channels, height, channels))


def _unfiltered(raw: bytes, size: int, height: int, channels: int) -> bytes:
    rows: list[bytearray] = []
    above = bytearray(size)
    for y in range(height):
        kind = raw[y * (size + 1)]
        row = bytearray(raw[y * (size + 1) + 1 : (y + 1) * (size + 1)])
        for x in range(size) if kind else ():
            left = row[x - channels] if x >= channels else 0
            corner = above[x - channels] if x >= channels else 0
            row[x] = (row[x] + _guess(kind, left, above[x], corner)) & 255
        rows.append(row)
        above = row
    return b"".join(rows)


def _guess(kind: int, left: int, above: int, corner: int) -> int:
    if kind == 1:
        return left
    if kind == 2:
        return above
    if kind == 3:
        return (left + above) // 2
    guess = left + above - corner
    return min((left, above, corner), key=lambda near: abs(guess - near))
