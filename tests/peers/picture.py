"""A picture for openpyxl, without the imaging library that it asks for only to
know the size."""
import struct
import zlib

from openpyxl.drawing.image import Image


def png():
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))
    raw = b"".join(b"\0" + b"\xff\0\0" * 8 for _ in range(8))
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b""))


class Picture(Image):
    def __init__(self):
        self.ref = png()
        self.format, self.anchor = "png", "A1"
        self.width = self.height = 40

    def _data(self):
        return self.ref
