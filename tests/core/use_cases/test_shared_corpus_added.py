"""Roadmaps of other people, brought one by one where their folder stands beside the repository."""

from pathlib import Path

import pytest

from core.errors import RoadmapRefused
from core.ownership import RoadmapFile
from core.reconcile import reconcile
from core.roadmap_markdown import export, parse
from core.use_cases.owning import Allowance, Named, list_own
from core.use_cases.updating import Changes, look_for_update
from tests.builders import NOON
from tests.core.use_cases.own_scenes import ADA, add
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

CORPUS = Path(__file__).resolve().parents[3] / "../shared/corpus"
FILES = sorted(CORPUS.glob("*.md"))
PLENTY = Allowance(roadmaps=1000, size=1024**3)

pytestmark = pytest.mark.skipif(not FILES, reason="the shared folder is not here")


def test_every_file_that_can_be_studied_is_added_kept_and_known_again() -> None:
    work = FakeUnitOfWork(Shelf())
    added = []
    for number, path in enumerate(FILES):
        source = path.read_bytes()
        try:
            outline = parse(source, name=path.name)
        except RoadmapRefused:
            continue
        letters = f"abcd{number:02}"
        roadmap = add(work, source=source, letters=letters, allowance=PLENTY).enrolled.offer.roadmap
        added.append(roadmap.title)
        before = look_for_update(work, ADA, NOON, Named(roadmap=roadmap.id))

        assert before.file == RoadmapFile("rust.md", source)
        assert [topic.text for topic in roadmap.topics] == [topic.text for topic in outline.topics]
        assert Changes.of(reconcile(before.known, outline)) == Changes(
            len(outline.topics), 0, 0, 0, 0, 0
        )
        assert export(source, outline, frozenset()) == source

    kept = list_own(work, ADA, NOON, PLENTY).roadmaps
    assert [each.roadmap.title for each in kept] == added
    assert added
