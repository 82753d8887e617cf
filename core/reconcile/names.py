"""Names: where a topic stands and what it says, and the form in which two names are compared."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from core.roadmap import Path
from core.roadmap_markdown.inline import Inline

# A sign that stands alone is no punctuation: "the operator !" is not "the operator ?".
_PUNCTUATION = ".,:;!?\u3002\u3001\u2013\u2014"
_FINAL_SIGNS = tuple(_PUNCTUATION)
_EMOJI_STYLE = "\ufe0f"

# The number of a section, at its beginning or behind its first word, where words follow: a
# section that is only called "Week 3" has no other name.
_NUMBERED = re.compile(
    r"""
      [\W_]* (?P<label> (?: [^\W\d_]+ \s+ )? ) [#]? \d+ (?: [.\-\u2013] \d+ )* (?! \w ) [\W_]*
      (?= \w )
    """,
    re.VERBOSE,
)
_DECORATED = re.compile(r"[\W_]+(?=\w)")


class Placed(Protocol):
    """A topic in its file, stored or just read."""

    @property
    def path(self) -> Path:
        """The titles of its sections."""
        ...

    @property
    def text(self) -> str:
        """Its title without marks."""
        ...

    @property
    def depth(self) -> int:
        """How deep it is nested; 1 is a topic that stands in no other."""
        ...


@dataclass(frozen=True, slots=True)
class Name:
    """What a topic is called: its path, the texts of the topics it is nested in, and its own."""

    path: Path
    text: str
    above: tuple[str, ...] = ()


class Form(NamedTuple):
    """A name as it is compared.

    ``place`` is everything around the title as it stands in the file, ``section`` the section's
    path alone, without emoji and numbers in front of its titles.
    """

    place: tuple[tuple[str, ...], tuple[str, ...]]
    section: tuple[str, ...]
    title: str


def names_of(topics: Iterable[Placed]) -> Iterator[Name]:
    """Name the topics of one file, which come in its order."""
    above: list[str] = []
    for topic in topics:
        del above[topic.depth - 1 :]
        yield Name(topic.path, topic.text, tuple(above))
        above.append(topic.text)


def form_of(name: Name) -> Form:
    """Bring a name to the form it is compared in."""
    path, section = _path_forms(name.path)
    return Form((path, tuple(map(normalised, name.above))), section, normalised(name.text))


def normalised(text: str) -> str:
    """Bring visible text to its form: NFKC, caseless, single blanks, no final punctuation."""
    caseless = unicodedata.normalize("NFKC", text).casefold().replace(_EMOJI_STYLE, "")
    # Casefolding may leave letters and their marks apart.
    single = " ".join(unicodedata.normalize("NFKC", caseless).split())
    # Thousands of titles are brought to their forms at once, and few need it.
    return _without_final_signs(single) if single.endswith(_FINAL_SIGNS) else single


def _without_final_signs(text: str) -> str:
    end = len(text.rstrip(_PUNCTUATION))
    return text[: end + 1] if end == 0 or text[end - 1] == " " else text[:end]


@lru_cache(maxsize=4096)
def _path_forms(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    # The titles of sections are Markdown, unlike the texts of topics.
    titles = tuple(normalised(Inline({}).read(title).text) for title in path)
    return titles, tuple(map(_unnumbered, titles))


def _unnumbered(title: str) -> str:
    numbered = _NUMBERED.match(title)
    if numbered:
        return numbered["label"] + title[numbered.end() :]
    return _DECORATED.sub("", title, count=1) if _DECORATED.match(title) else title
