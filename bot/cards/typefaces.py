"""Typefaces: which one has a character, and how wide and in what outline it sets a run of text.

They come with packages, so that a card looks the same on every machine. A face is read when it is
first asked, and kept: the process that draws is one process for long.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import uharfbuzz as hb

_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
_EMOJI_SELECTOR = "\ufe0f"
_JOINERS = {0x200C, 0x200D}
_EMOJI = "NotoEmoji[wght].ttf"
_CJK = "NotoSansCJK-VF.otf.ttc"
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7af]")

UNITS = 2000
"""Units of an em, whatever a font's own are: whole ones are fine enough for the largest text."""

Contour = tuple[int, int, str]
"""Where a contour starts, and how it goes on from there as relative SVG path commands."""

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a run: its contours, and where its origin lies."""

    contours: tuple[Contour, ...]
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class SetRun:
    """A run of text as glyphs; all lengths in ``UNITS`` of an em."""

    glyphs: tuple[Glyph, ...]
    width: int


@dataclass(eq=False, slots=True)
class Typeface:
    """One face at one weight."""

    _font: hb.Font
    _outlines: dict[int, tuple[Contour, ...]] = field(default_factory=dict)

    def has(self, grapheme: str) -> bool:
        """Say whether each character of a grapheme has a glyph."""
        return all(
            code in _VARIATION_SELECTORS
            or code in _JOINERS
            or self._font.get_nominal_glyph(code) is not None
            for code in map(ord, grapheme)
        )

    def set(self, text: str, *, right_to_left: bool) -> SetRun:
        """Set a run of one direction."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        buffer.language = _language(text)
        hb.shape(self._font, buffer)
        return self._read(buffer)

    def _read(self, buffer: hb.Buffer) -> SetRun:
        scale = UNITS / self._font.face.upem
        glyphs: list[Glyph] = []
        pen = 0
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            x, y = round((pen + place.x_offset) * scale), -round(place.y_offset * scale)
            glyphs.append(Glyph(self._outline(info.codepoint), x, y))
            pen += place.x_advance
        return SetRun(tuple(glyphs), round(pen * scale))

    def _outline(self, glyph: int) -> tuple[Contour, ...]:
        known = self._outlines.get(glyph)
        if known is None:
            pen = _Pen(self._font.face.upem)
            self._font.draw_glyph_with_pen(glyph, pen)
            known = self._outlines[glyph] = tuple(pen.contours())
        return known


@lru_cache(maxsize=4096)
def typeface_for(grapheme: str, *, bold: bool) -> Typeface:
    """Give the first face that has a grapheme; the one for Latin where none has."""
    faces = _faces(bold=bold)
    if _EMOJI_SELECTOR in grapheme and faces[-1].has(grapheme):
        return faces[-1]
    return next((face for face in faces if face.has(grapheme)), faces[0])


@cache
def _faces(*, bold: bool) -> tuple[Typeface, ...]:
    """Give all faces: Latin, Cyrillic and Greek first, emoji last."""
    latin = "NotoSans[wght].ttf"
    folder = Path(str(files("manimgx_fonts")))
    others = sorted(
        path.name
        for path in folder.glob("NotoSans*.ttf")
        if path.name != latin and "Italic" not in path.name
    )
    paths = [folder / latin, *(folder / name for name in others)]
    paths += [Path(str(files("manimgx_fonts_cjk"))) / _CJK, folder / _EMOJI]
    return tuple(_load(path, bold=bold) for path in paths)


def _load(path: Path, *, bold: bool) -> Typeface:
    font = hb.Font(hb.Face(hb.Blob.from_file_path(path)))
    font.set_variations({"wght": 700 if bold else 400})
    return Typeface(font)


def _language(text: str) -> str:
    """Say in which language ideographs are written: some are drawn otherwise in each."""
    if _KANA.search(text):
        return "ja"
    return "ko" if _HANGUL.search(text) else "zh-Hans"


class _Pen:
    """Writes down what is drawn, in whole units and with y down, as in SVG.

    Steps lead from one rounded point to the next, so that nothing adds up.
    """

    def __init__(self, units_per_em: int) -> None:
        self._scale = UNITS / units_per_em
        self._starts: list[tuple[int, int]] = []
        self._paths: list[list[str]] = []
        self._at = (0, 0)

    def contours(self) -> Iterator[Contour]:
        """Give what was drawn."""
        for (x, y), path in zip(self._starts, self._paths, strict=True):
            yield x, y, "".join(path)

    def moveTo(self, to: _Point) -> None:  # noqa: N802 - HarfBuzz calls it so
        self._at = self._round(to)
        self._starts.append(self._at)
        self._paths.append([])

    def lineTo(self, to: _Point) -> None:  # noqa: N802 - HarfBuzz calls it so
        self._go("l", to)

    def qCurveTo(self, control: _Point, to: _Point) -> None:  # noqa: N802 - HarfBuzz calls it so
        self._go("q", control, to)

    def curveTo(self, one: _Point, other: _Point, to: _Point) -> None:  # noqa: N802 - the same
        self._go("c", one, other, to)

    def closePath(self) -> None:  # noqa: N802 - HarfBuzz calls it so
        self._paths[-1].append("z")

    def _go(self, command: str, *points: _Point) -> None:
        x, y = self._at
        rounded = [self._round(point) for point in points]
        self._paths[-1].append(command + " ".join(f"{px - x} {py - y}" for px, py in rounded))
        self._at = rounded[-1]

    def _round(self, point: _Point) -> tuple[int, int]:
        return round(point[0] * self._scale), -round(point[1] * self._scale)
