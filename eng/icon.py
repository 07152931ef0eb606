#!/usr/bin/env python3
"""Draws src/icon.png, the icon of the packages: a door that stands open, with an arrow into it."""
import pathlib
import struct
import zlib

SIZE, SAMPLES = 128, 4
GROUND, DOOR, ARROW = (31, 64, 104), (240, 244, 250), (94, 196, 160)


def in_rounded(x, y, left, top, right, bottom, radius):
    if not (left <= x <= right and top <= y <= bottom):
        return False
    dx = max(left + radius - x, x - (right - radius), 0)
    dy = max(top + radius - y, y - (bottom - radius), 0)
    return dx * dx + dy * dy <= radius * radius


def color(x, y):
    if not in_rounded(x, y, 2, 2, 126, 126, 26):
        return None
    if 24 <= x <= 66 and abs(y - 64) <= 6 or 58 <= x <= 82 and abs(y - 64) <= (82 - x):
        return ARROW
    frame = in_rounded(x, y, 52, 24, 104, 104, 8) and not in_rounded(x, y, 62, 34, 94, 94, 2)
    return DOOR if frame and not (x < 66 and 46 < y < 82) else GROUND


def pixel(column, row):
    inside = [c for i in range(SAMPLES) for j in range(SAMPLES)
              if (c := color(column + (i + 0.5) / SAMPLES, row + (j + 0.5) / SAMPLES))]
    if not inside:
        return bytes(4)
    return bytes([*(round(sum(c[k] for c in inside) / len(inside)) for k in range(3)), round(255 * len(inside) / SAMPLES**2)])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
png = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0))
       + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))
(pathlib.Path(__file__).parent.parent / "src" / "icon.png").write_bytes(png)
