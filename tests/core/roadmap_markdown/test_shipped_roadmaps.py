"""The roadmaps that ship with the bot, as their author counts them."""

from collections import Counter
from pathlib import Path

import pytest

from core.roadmap import TopicKind
from core.roadmap_markdown import Outline, Source, parse

ROADMAPS = Path(__file__).resolve().parents[3] / "roadmaps"


@pytest.fixture(scope="module")
def python() -> Outline:
    name = "python-backend-developer.md"
    return parse((ROADMAPS / name).read_bytes(), name=name)


@pytest.fixture(scope="module")
def django() -> Outline:
    name = "django-backend-developer.md"
    return parse((ROADMAPS / name).read_bytes(), name=name)


def test_no_topic_of_the_python_roadmap_is_lost(python: Outline) -> None:
    assert python.source is Source.BOXES
    assert Counter(topic.kind for topic in python.topics) == {
        TopicKind.TOPIC: 734,
        TopicKind.PROJECT: 12,
    }
    assert sum(topic.ticked for topic in python.topics) == 12
    assert len({topic.path for topic in python.topics}) == 69


def test_the_python_roadmap_says_what_it_is_about(python: Outline) -> None:
    assert python.title == "Python Backend Developer — Complete Checklist (0 to Very Advanced)"
    assert python.about == (
        ("Goal", "Become a highly skilled Python Backend Developer"),
        ("Date Created", "27 February 2026"),
        (
            "Instructions",
            "Check off each topic as you complete it. Do NOT skip any section.",
        ),
    )


def test_the_projects_stand_in_their_phase_with_their_skills(python: Outline) -> None:
    projects = [topic for topic in python.topics if topic.kind is TopicKind.PROJECT]

    assert {topic.path for topic in projects} == {
        ("PHASE 19: Real-World Projects (Build ALL of These)",)
    }
    assert (projects[0].title, projects[0].details) == (
        "Personal Blog API",
        ("Key Skills: CRUD, Auth, Pagination, Django/DRF",),
    )
    assert python.topics.index(projects[0]) == 670


def test_the_python_roadmap_is_read_with_three_remarks(python: Outline) -> None:
    memory = "Memory profiling (memory_profiler, tracemalloc)"

    assert [(warning.line, warning.message) for warning in python.warnings] == [
        (307, "2 topics are called “Decorators with arguments” (lines 187, 307)"),
        (845, f"2 topics are called “{memory}” (lines 335, 845)"),
        (981, "the table “Category | Tools” is not taken as topics"),
    ]


def test_the_hints_of_the_python_roadmap(python: Outline) -> None:
    assert Counter(topic.hint for topic in python.topics if topic.hint) == {
        "CRITICAL": 48,
        "MUST KNOW": 46,
        "NON-NEGOTIABLE": 44,
        "LEARN AFTER DJANGO": 25,
        "Learn BEFORE frameworks": 21,
        "MOST IMPORTANT": 19,
        "VERY IMPORTANT": 16,
        "ESSENTIAL": 8,
        "Good to Know": 7,
        "optional": 2,
        "VERY important": 1,
        "CRUCIAL": 1,
    }


def test_the_django_roadmap_is_read_whole(django: Outline) -> None:
    assert (django.title, len(django.topics), django.about, django.warnings) == (
        "Backend Developer Roadmap for Python and Django",
        57,
        (),
        (),
    )
    assert django.topics[-1].path == ("Soft Skills and Best Practices",)
