"""The edits that no rule can read rightly, and what is done with them: shown, or left unmatched."""

import pytest

from core.reconcile import Fate, Step
from tests.core.reconcile.shelf import Shelf, ids, steps

SIMILAR = [
    ("List comprehensions", "Set comprehensions"),
    ("API key authentication", "API gateway authentication"),
    ("BFS (Breadth First Search)", "DFS (Depth First Search)"),
]


@pytest.mark.parametrize(("one", "other"), SIMILAR)
def test_similar_topics_that_stand_side_by_side_are_never_mixed_up(one: str, other: str) -> None:
    shelf = Shelf(f"## S\n- [ ] {one}\n- [ ] {other}\n")

    swapped = shelf.take(f"## S\n- [ ] {other}\n- [ ] {one}\n")
    without = shelf.take(f"## S\n- [ ] {other}\n")
    again = shelf.take(f"## S\n- [ ] {one}\n- [ ] {other}\n")

    assert (ids(swapped), ids(without), ids(again)) == ((2, 1), (2,), (1, 2))


@pytest.mark.parametrize(("one", "other"), SIMILAR)
def test_one_that_leaves_as_a_similar_one_comes_is_taken_for_it_and_shown(
    one: str, other: str
) -> None:
    result = Shelf(f"## S\n- [ ] {one}\n").take(f"## S\n- [ ] {other}\n")

    (guess,) = result.guesses
    assert (guess.known.name.text, guess.topic.text) == (one, other)
    assert guess.likeness is not None
    assert guess.likeness >= 0.80


def test_of_a_topic_split_in_two_the_more_similar_one_keeps_the_progress() -> None:
    shelf = Shelf("## S\n- [ ] Virtual environments and packages\n")

    result = shelf.take("## S\n- [ ] Virtual environments\n- [ ] Virtual environments, packages\n")

    assert ids(result) == (None, 1)


def test_of_a_topic_split_in_two_equals_the_first_one_keeps_the_progress() -> None:
    shelf = Shelf("## S\n- [ ] Lists and tuples (part 1, 2)\n")

    result = shelf.take("## S\n- [ ] Lists and tuples (part 1)\n- [ ] Lists and tuples (part 2)\n")

    assert ids(result) == (1, None)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Do not leave debug mode on in production", "Turn debug mode off in production"),
        ("Watch all 17 videos", "Watch all 27 videos"),
    ],
)
def test_another_meaning_in_nearly_the_same_words_keeps_the_progress_and_is_shown(
    before: str, after: str
) -> None:
    result = Shelf(f"- [ ] {before}").take(f"- [ ] {after}")

    assert [(match.known.id, match.fate) for match in result.guesses] == [(1, Fate.RENAMED)]


def test_of_a_translated_file_only_the_links_survive_and_it_is_asked_about() -> None:
    shelf = Shelf("## Types\n- [ ] [Whole numbers](u)\n- [ ] Strings\n- [ ] Dictionaries\n")

    result = shelf.take("## Typen\n- [ ] [Ganzzahlen](u)\n- [ ] Zeichenketten\n- [ ] Wörter\n")

    assert steps(result) == {"Ganzzahlen": (1, Step.LINK)}
    assert [topic.id for topic in result.retired] == [2, 3]
    assert result.asks_first


def test_of_two_equal_titles_in_one_section_the_first_is_the_one_that_stays() -> None:
    shelf = Shelf("## S\n- [ ] Intro\n- [ ] Sets\n- [ ] Intro\n")

    result = shelf.take("## S\n- [ ] Sets\n- [ ] Intro\n")

    assert (ids(result), [topic.id for topic in result.retired]) == ((2, 1), [3])


def test_a_section_renamed_as_its_topics_are_reworded_is_lost_and_asked_about() -> None:
    shelf = Shelf("## Databases\n- [ ] SQL joins\n- [ ] Query planner\n")

    result = shelf.take("## Storage\n- [ ] Joining tables\n- [ ] How queries are planned\n")

    assert (result.new, result.matches, result.asks_first) == ((1, 2), (), True)
    assert [topic.id for topic in result.retired] == [1, 2]


def test_a_title_of_more_digits_than_make_a_number_keeps_its_progress() -> None:
    digits = "7" * 5000
    shelf = Shelf(f"- [ ] Watch {digits}\n- [ ] Listen\n")

    result = shelf.take(f"- [ ] Watch {digits}\n- [ ] Listen closely\n")

    assert [match.known.id for match in result.matches] == [1]
    assert result.new == (2,)
