"""Roadmap files on this machine: how one is read, and which of the host's folder gives what.

A roadmap that has a file in that folder belongs to it: nothing else of its name is stored, since
the next start would take it back.
"""

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.errors import Problem, RoadmapRefused
from core.ownership import RoadmapFile
from core.roadmap import slug_of
from core.roadmap_markdown.limits import MAX_BYTES, too_large

Files = Mapping[str, Sequence[Path]]
"""The files of a folder, in their order, by the slug that their names give, which may be empty."""


def read(path: Path) -> bytes:
    """Read a file; raise RoadmapRefused where it cannot be read, or is too large to be."""
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            if size > MAX_BYTES:
                raise RoadmapRefused(too_large(size))
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problem = Problem(f"cannot read the file: {reason}", "name a Markdown file you can read")
        raise RoadmapRefused(problem) from None


def files_of(folder: Path) -> Files:
    """List the roadmap files of a folder."""
    files: defaultdict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.glob("*.md")):
        files[slug_of(path.stem)].append(path)
    return files


def told(path: Path) -> str:
    """Give a file's name as text, which on many systems is bytes of any kind."""
    return os.fsencode(path.name).decode(errors="replace")


def slug_for(path: Path) -> str:
    """Name the roadmap that a file gives; raise RoadmapRefused where its name says nothing."""
    slug = slug_of(path.stem)
    if not slug:
        raise RoadmapRefused(
            Problem(
                "its name has no letter from a to z and no digit, of which links are made",
                "give it a name with some, like japanese.md",
            )
        )
    return slug


def only(slug: str, files: Files) -> Path:
    """Give the file of a slug; raise RoadmapRefused where several have it."""
    first, *others = files[slug]
    if others:
        raise RoadmapRefused(
            Problem(
                f"{' and '.join(map(told, files[slug]))} both give {slug}", "rename one of them"
            )
        )
    return first


def check_outside(folder: Path, slug: str, file: RoadmapFile) -> None:
    """Raise RoadmapRefused where the roadmap of a slug belongs to a folder and is not this file."""
    files = files_of(folder)
    if slug not in files:
        return
    path = only(slug, files)
    try:
        is_same = read(path) == file.source
    except RoadmapRefused:
        is_same = False
    if not is_same:
        raise RoadmapRefused(
            Problem(
                f"{slug} is the roadmap of {path}, and would be so again at the next start",
                "replace that file and start the bot again, or give this one another name",
            )
        )
