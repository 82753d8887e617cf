"""Edits of real roadmaps: those that ship, and those of other people where they are at hand."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from core.errors import RoadmapRefused
from core.reconcile import Fate, Step, names_of, reconcile
from core.reconcile.names import form_of
from core.reconcile.resemblance import CLEARLY, Resemblance
from core.roadmap_markdown import Outline, Source, parse
from tests.core.reconcile.shelf import Shelf, ids

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = sorted((ROOT / "roadmaps").glob("*.md"))
CORPUS = sorted((ROOT / "../shared/corpus").glob("*.md"))


def outline_of(path: Path) -> Outline:
    for take in (None, *Source):
        try:
            return parse(path.read_bytes(), name=path.name, take=take)
        except RoadmapRefused:
            continue
    pytest.skip("nothing in it is taken as topics")


@dataclass
class Stored:
    shelf: Shelf
    outline: Outline


@pytest.fixture(params=[*SHIPPED, *CORPUS], ids=lambda path: path.stem)
def stored(request: pytest.FixtureRequest) -> Stored:
    shelf = Shelf()
    outline = outline_of(request.param)
    shelf.keep(reconcile((), outline))
    return Stored(shelf, outline)


def test_the_same_file_changes_nothing(stored: Stored) -> None:
    result = reconcile(stored.shelf.known.values(), stored.outline)

    assert ids(result) == tuple(stored.shelf.known)
    assert {match.step for match in result.matches} == {Step.PLACE}


def test_a_topic_that_leaves_takes_no_other_ones_place(stored: Stored) -> None:
    topics = stored.outline.topics
    forms = Counter(map(form_of, names_of(topics)))
    for leaving in range(0, len(topics), max(1, len(topics) // 20)):
        rest = tuple(topic for number, topic in enumerate(topics) if number != leaving)
        kept = Outline("x", Source.BOXES, (), rest)

        result = reconcile(stored.shelf.known.values(), kept)

        assert all(match.fate is Fate.KEPT for match in result.matches)
        assert len(result.retired) == 1
        if max(forms.values()) == 1:
            assert result.retired[0].number == leaving + 1


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_an_edit_of_each_kind_is_read_as_what_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    shelf = Shelf(text)
    first, second, third, *_ = shelf.known.values()
    topics = parse(text, name=path.name).topics
    lines = text.split("\n")
    lines[topics[0].line - 1] += "s"
    moved = lines[topics[2].line - 1]
    del lines[topics[1].line - 1 : topics[2].line]
    lines += ["## A section of its own", "", moved, "- [ ] Zebra crossings", ""]
    text = "\n".join(lines)

    result = shelf.take(text)

    fates = [match.fate for match in result.matches]
    assert [each.known for each in result.matches if each.fate is Fate.RENAMED] == [first]
    assert [topic.id for topic in result.retired] == [second.id]
    assert [each.known for each in result.matches if each.fate is Fate.MOVED] == [third]
    assert fates.count(Fate.KEPT) == len(topics) - 3
    assert [result.outline.topics[number - 1].text for number in result.new] == ["Zebra crossings"]


@pytest.mark.parametrize("least", [0.72, 0.88])
def test_of_many_titles_the_nearest_is_found_by_few_comparisons(least: float) -> None:
    titles = dict.fromkeys(
        form_of(name).title for path in SHIPPED for name in names_of(outline_of(path).topics)
    )
    known = dict(enumerate(titles))
    reworded = {number: f"the {title}s" for number, title in known.items()}
    everything = {
        number: best[2]
        for number, title in reworded.items()
        if (best := clear_best_of_all(title, known, least)) is not None
    }

    found = {number: key for _, number, key in Resemblance(known).clear_best(reworded, least=least)}

    assert len(everything) > len(known) / 2
    agreed = sum(found.get(number) == key for number, key in everything.items())
    assert agreed >= 0.99 * len(everything)
    assert len(found) <= 1.01 * len(everything)


def clear_best_of_all(
    title: str, known: dict[int, str], least: float
) -> tuple[str, float, int] | None:
    best, second = process.extract(title, known, scorer=fuzz.ratio, limit=2)
    clear = best[1] >= 100 * least and best[1] - second[1] >= 100 * CLEARLY
    return best if clear else None
