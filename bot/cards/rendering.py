"""Rendering: from SVG to the bytes of a PNG, by ThorVG and Pillow."""

from functools import cache
from io import BytesIO

from PIL import Image
from thorvg_python.base import Colorspace, Result
from thorvg_python.canvas.sw import SwCanvas
from thorvg_python.engine import Engine
from thorvg_python.paint.picture import Picture

_COLOURS = 128
"""A card has about ten and the steps between them; a palette makes half of the bytes."""
_EFFORT = 3
"""Of 9 that are spent on making it small: 6 takes twice as long for a tenth less."""


def png(svg: str, width: int, height: int) -> bytes:
    """Give a picture of so many pixels; raise ValueError for what is no SVG."""
    pixels = Image.frombytes("RGB", (width, height), _pixels(svg, width, height), "raw", "RGBX")
    few = pixels.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "png", compress_level=_EFFORT)
    return out.getvalue()


def _pixels(svg: str, width: int, height: int) -> bytes:
    """Give the pixels row by row: red, green, blue, and how opaque it is."""
    canvas = SwCanvas(_engine())
    try:
        canvas.set_target(width, height, cs=Colorspace.ABGR8888)
        picture = Picture(_engine())
        # Copied: by default the engine goes on reading what Python has already let go of.
        if picture.load_data(svg.encode(), "svg", None, copy=True) is not Result.SUCCESS:
            message = "this is no SVG"
            raise ValueError(message)
        canvas.add(picture)
        canvas.draw(clear=False)
        canvas.sync()
        return bytes(canvas.buffer_arr or b"")
    finally:
        canvas.destroy()


@cache
def _engine() -> Engine:
    """Give the engine, which draws in the thread that asks."""
    return Engine(threads=0)
