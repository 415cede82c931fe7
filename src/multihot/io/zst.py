"""Unpacking Zstandard; needs the extra `zst`."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from multihot.errors import MissingExtra

_AT_ONCE = 1 << 14


class Zst(io.RawIOBase):
    """The bytes of every frame of a .zst file.

    `zstandard.open` ends in silence where a file is cut short, and after its first frame: rows
    would be lost without a word. This one raises `EOFError`, and goes on.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")  # first: what is left half-made is closed, too
        try:
            import zstandard
        except ImportError as error:
            self._file.close()
            raise MissingExtra("reading .zst", library="zstandard", extra="zst") from error
        self._library: Any = zstandard
        self._frame: Any = None
        self._packed = self._ready = b""

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer; 0 at the end.

        Raises:
            EOFError: the file ends inside a frame, or is damaged.
        """
        while not self._ready and self._advance():
            pass
        n_bytes = min(len(buffer), len(self._ready))
        buffer[:n_bytes], self._ready = self._ready[:n_bytes], self._ready[n_bytes:]
        return n_bytes

    def close(self) -> None:
        """Close the file too."""
        self._file.close()
        super().close()

    def _advance(self) -> bool:
        packed = self._packed or self._file.read(_AT_ONCE)
        if not packed:
            if self._frame is not None:
                raise EOFError("it ends inside a frame")
            return False
        if self._frame is None:
            self._frame = self._library.ZstdDecompressor().decompressobj()
        try:
            self._ready = self._frame.decompress(packed)
        except self._library.ZstdError as error:
            raise EOFError(str(error)) from error
        self._packed = self._frame.unused_data
        if self._frame.eof:
            self._frame = None
        return True
