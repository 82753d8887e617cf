"""A picture is rendered as it was drawn, or not at all."""

from io import BytesIO

import pytest
from PIL import Image

from bot.cards.rendering import png


def test_svg_becomes_pixels() -> None:
    square = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1">'
    square += '<path d="M0 0h1v1h-1z" fill="#ff0000"/><path d="M1 0h1v1h-1z" fill="#0000ff"/></svg>'

    image = Image.open(BytesIO(png(square, 2, 1))).convert("RGB")

    assert image.size == (2, 1)
    assert image.tobytes() == bytes((255, 0, 0, 0, 0, 255))


def test_what_is_no_svg_is_refused() -> None:
    with pytest.raises(ValueError, match="no SVG"):
        png("hello", 2, 1)
