"""Splitting: the lines of a reply become a few pages, cut where a reader would pause."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.discord.blocks import Shown
from bot.discord.bundles import Bundle, Gap, Piece

_WORTH_FILLING = 500
"""Characters: into less room than this, no part of a long line is put."""


@dataclass(frozen=True, slots=True)
class Text:
    """Lines that stand close together, under a rule or with some room above."""

    markdown: str
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What there is room for: characters and components of one page, and pages."""

    characters: int
    components: int
    pages: int


def split(bundles: Iterable[Bundle], limits: Limits) -> tuple[list[list[Text]], list[Shown]]:
    """Put lines on pages, and give those that are left over.

    Pieces of one bundle stay on one page unless they are longer than a page.
    """
    book = _Book(limits)
    for bundle in bundles:
        book.add(bundle)
    return [page.texts for page in book.pages], book.left


class _Page:
    def __init__(self, limits: Limits) -> None:
        self.texts: list[Text] = []
        self._characters = limits.characters
        self._components = limits.components

    @property
    def room(self) -> int:
        """How long a line can be that stands below the others."""
        return self._characters - 1

    def takes(self, pieces: Iterable[Piece]) -> bool:
        """Say whether there is room for all of them."""
        characters, components = self._characters, self._components
        begun = bool(self.texts)
        for piece in pieces:
            characters -= begun + len(piece.markdown)
            components -= _components(piece, begun=begun)
            begun = True
        return characters >= 0 and components >= 0

    def put(self, piece: Piece) -> None:
        """Add a line that there is room for."""
        begun = bool(self.texts)
        self._characters -= begun + len(piece.markdown)
        self._components -= _components(piece, begun=begun)
        if begun and piece.gap is Gap.LINE:
            above = self.texts.pop()
            self.texts.append(Text(f"{above.markdown}\n{piece.markdown}", above.ruled))
        else:
            self.texts.append(Text(piece.markdown, begun and piece.gap is Gap.RULE))


def _components(piece: Piece, *, begun: bool) -> int:
    """Count a text, and the rule above it."""
    if not begun:
        return 1
    return (Gap.LINE, Gap.ROOM, Gap.RULE).index(piece.gap)


class _Book:
    def __init__(self, limits: Limits) -> None:
        self.pages = [_Page(limits)]
        self.left: list[Shown] = []
        self._limits = limits
        self._full = False

    def add(self, bundle: Bundle) -> None:
        """Put pieces on a page together, or one after another where no page is long enough."""
        if not self.pages[-1].takes(bundle) and _Page(self._limits).takes(bundle):
            self._turn()
        for piece in bundle:
            self._put(piece)

    def _put(self, piece: Piece) -> None:
        rest = piece
        while not self._full:
            if self.pages[-1].takes((rest,)):
                self.pages[-1].put(rest)
                return
            if not _Page(self._limits).takes((rest,)):
                rest = self._filled(rest)
            self._turn()
        self.left.append(rest.line)

    def _filled(self, piece: Piece) -> Piece:
        """Put as much of a long line on the page as it has room for; give the rest."""
        page = self.pages[-1]
        if page.room < _WORTH_FILLING:
            return piece
        head, tail = piece.line.cut(page.room)
        if not head or not page.takes((Piece.of(piece.gap, head),)):
            return piece
        page.put(Piece.of(piece.gap, head))
        return Piece.of(Gap.LINE, tail)

    def _turn(self) -> None:
        if len(self.pages) < self._limits.pages:
            self.pages.append(_Page(self._limits))
        else:
            self._full = True
