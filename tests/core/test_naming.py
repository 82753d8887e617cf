"""Naming: one matcher says which roadmaps words mean, wherever one is named."""

import pytest

from core.naming import called, typed_names
from core.roadmap import RoadmapId, RoadmapSummary

SHELF = tuple(
    RoadmapSummary(RoadmapId(n), slug, title, topic_count=1, project_count=0)
    for n, (slug, title) in enumerate(
        (
            ("python-backend-developer", "Python Backend Developer: Complete Checklist"),
            ("django-backend-developer", "Backend Developer Roadmap for Python and Django"),
            ("go", "Golang"),
            ("go-abcdef", "Go"),
            ("go-ghijkl", "Go"),
            ("c", "C++"),
        ),
        start=1,
    )
)


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("go", ["go"]),
        ("GO-ABCDEF ", ["go-abcdef"]),
        ("go abcdef", ["go-abcdef"]),
        ("golang", ["go"]),
        ("python", ["python-backend-developer"]),
        ("python backend", ["python-backend-developer"]),
        ("django developer", ["django-backend-developer"]),
        ("developer", ["python-backend-developer", "django-backend-developer"]),
        ("backend", ["django-backend-developer"]),
        ("c++", ["c"]),
        ("rust", []),
        ("", []),
        ("?!", []),
    ],
)
def test_only_those_that_fit_best_are_meant(typed: str, slugs: list[str]) -> None:
    assert [each.slug for each in called(SHELF, typed, lambda each: each)] == slugs


def test_what_has_the_title_of_another_is_typed_by_its_slug() -> None:
    assert typed_names(SHELF[2:5]) == {
        SHELF[2].slug: SHELF[2].title,
        **{each.slug: each.slug for each in SHELF[3:5]},
    }


def test_equal_titles_are_both_meant() -> None:
    twins = SHELF[3:5]
    assert called(twins, "Go", lambda each: each) == twins
