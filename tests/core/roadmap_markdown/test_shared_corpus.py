"""Roadmaps of other people, read where their folder stands beside the repository."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.roadmap import TopicKind
from core.roadmap_markdown import Source, parse

SHARED = Path(__file__).resolve().parents[3] / "../shared"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not here")


def expected(folder: str) -> dict[str, Any]:
    path = SHARED / folder / "expected.json"
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}


@pytest.mark.parametrize("name", expected("seeds"))
def test_every_topic_of_a_seed_is_read_as_expected(name: str) -> None:
    wanted = expected("seeds")[name]

    outline = parse((SHARED / "seeds" / name).read_bytes(), name=name)

    assert outline.title == wanted["title"]
    assert [
        {"line": t.line, "path": list(t.path), "title": t.title, "ticked": t.ticked}
        for t in outline.topics
        if t.kind is TopicKind.TOPIC
    ] == wanted["topics"]
    assert [t.title for t in outline.topics if t.kind is TopicKind.PROJECT] == [
        project["title"] for project in wanted.get("projects", [])
    ]


@pytest.mark.parametrize("name", expected("corpus"))
def test_a_roadmap_has_the_topics_that_a_person_counts(name: str) -> None:
    wanted = expected("corpus")[name]

    topics = parse((SHARED / "corpus" / name).read_bytes(), name=name).topics

    assert len(topics) == wanted["topic_count"]
    assert sum(topic.ticked for topic in topics) == wanted["ticked_count"]
    # Where a topic has a bold lead, that alone is expected.
    for topic, text in zip(topics, wanted["first_ten"], strict=False):
        assert topic.text == text or (topic.title.startswith("**") and topic.text.startswith(text))
    if "top_level" in wanted:
        assert sum(topic.depth == 1 for topic in topics) == wanted["top_level"]
    if "max_depth" in wanted:
        assert max(topic.depth for topic in topics) == wanted["max_depth"]
    if "parents" in wanted:
        parents = {topic.parent for topic in topics} - {None}
        assert len(parents) == wanted["parents"]


def test_plain_bullets_are_counted_as_a_person_does() -> None:
    name = "ninety-days-headings.md"

    topics = parse((SHARED / "corpus" / name).read_bytes(), name=name, take=Source.BULLETS).topics

    assert (len(topics), topics[0].line, topics[-1].line) == (45, 73, 157)
