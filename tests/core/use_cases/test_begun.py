"""What was begun is found by the words that people have for it, and never guessed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from core.errors import UnknownRoadmap
from core.learner import Enrolment, EnrolmentId, LearnerId
from core.roadmap import RoadmapId, RoadmapSummary
from core.use_cases.begun import Begun, named_among, short_name
from tests.builders import NOON

SHELF = (
    ("python-backend-developer", "Python Backend Developer: Complete Checklist"),
    ("django-backend-developer", "Backend Developer Roadmap for Python and Django"),
    ("go", "Go"),
    ("go-advanced", "Go, advanced"),
)


def begun(at: datetime = NOON) -> tuple[Begun, ...]:
    return tuple(
        (
            Enrolment(EnrolmentId(n), LearnerId(1), RoadmapId(n), at + timedelta(days=n)),
            RoadmapSummary(RoadmapId(n), slug, title, topic_count=1, project_count=0),
        )
        for n, (slug, title) in enumerate(SHELF, start=1)
    )


@pytest.mark.parametrize(
    ("named", "slug"),
    [
        ("python", "python-backend-developer"),
        ("django", "django-backend-developer"),
        ("Python Backend", "python-backend-developer"),
        ("python-backend-developer", "python-backend-developer"),
        ("complete", "python-backend-developer"),
        ("python roadmap", "django-backend-developer"),
        ("GO", "go"),
        ("Go, Advanced", "go-advanced"),
        ("#4", "go-advanced"),
        (" #1 ", "python-backend-developer"),
    ],
)
def test_one_roadmap_is_meant(named: str, slug: str) -> None:
    assert named_among(begun(), named)[1].slug == slug


@pytest.mark.parametrize(
    ("named", "several"),
    [
        ("developer", True),
        ("rust", False),
        ("", False),
        ("?!", False),
        ("#0", False),
        ("#5", False),
    ],
)
def test_words_for_none_or_several_are_refused_with_what_may_be_meant(
    named: str,
    several: bool,  # noqa: FBT001 - a column of the table
) -> None:
    with pytest.raises(UnknownRoadmap) as refused:
        named_among(begun(), named)
    slugs = [each.slug for each in refused.value.known]
    assert refused.value.several is several
    assert slugs == [slug for slug, _ in SHELF[: 2 if several else 4]]


def test_a_roadmap_is_called_by_the_fewest_words_that_name_it() -> None:
    names = [short_name(begun(), each) for each in begun()]
    assert names == ["python", "backend", "go", "go advanced"]
    assert [named_among(begun(), name) for name in names] == list(begun())


@pytest.mark.parametrize("title", ["Rust", "3 weeks of Go", "🦆", "G" * 31])
def test_a_roadmap_that_no_such_words_name_alone_is_called_by_its_place(title: str) -> None:
    summary = RoadmapSummary(RoadmapId(5), "x", title, topic_count=1, project_count=0)
    rust = replace(summary, title="Rust", slug="y")
    [(enrolment, _), *_] = begun()
    shelf = ((enrolment, rust), (enrolment, summary))
    assert short_name(shelf, shelf[1]) == "#2"
