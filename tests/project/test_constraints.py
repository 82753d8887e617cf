"""The constraints: a fresh install next month is the same as today's."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYTHONS = ("3.11", "3.12", "3.13")
PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[0-9][0-9A-Za-z.]*)")


@pytest.fixture
def lines(root: Path) -> list[str]:
    text = (root / "constraints.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.fixture
def pinned(lines: list[str]) -> dict[str, str]:
    pins = [match for line in lines if (match := PIN.fullmatch(line))]
    return {canonicalize_name(pin["name"]): pin["version"] for pin in pins}


def written_requirements(root: Path) -> list[Requirement]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    written = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *(one for extra in project["project"]["optional-dependencies"].values() for one in extra),
    ]
    requirements = [Requirement(one) for one in written]
    return [one for one in requirements if one.name != project["project"]["name"]]


def needed_by(requirement: Requirement) -> list[Requirement]:
    """Give what an installed package needs on any Python, with the extras asked of it."""
    try:
        needs = [Requirement(one) for one in requires(requirement.name) or ()]
    except PackageNotFoundError:
        return []  # what pip builds with is installed for the build alone
    places = [
        {"extra": extra, "python_version": python, "python_full_version": f"{python}.0"}
        for extra in requirement.extras or {""}
        for python in PYTHONS
    ]
    return [need for need in needs if need.marker is None or any(map(need.marker.evaluate, places))]


def test_every_line_is_a_name_and_one_version_and_no_address(lines: list[str]) -> None:
    assert [line for line in lines if not PIN.fullmatch(line)] == []


def test_no_package_is_pinned_twice(lines: list[str], pinned: dict[str, str]) -> None:
    assert len(pinned) == len(lines)


def test_every_written_dependency_is_pinned_to_a_version_it_allows(
    root: Path, pinned: dict[str, str]
) -> None:
    missing = [
        str(one)
        for one in written_requirements(root)
        if not one.specifier.contains(pinned.get(canonicalize_name(one.name), ""))
    ]

    assert missing == []


def test_every_dependency_of_a_dependency_is_pinned_too(root: Path, pinned: dict[str, str]) -> None:
    seen: set[str] = set()
    waiting = written_requirements(root)
    while waiting:
        one = waiting.pop()
        if str(one) not in seen:
            seen.add(str(one))
            waiting += needed_by(one)

    names = {canonicalize_name(Requirement(one).name) for one in seen}
    assert names - pinned.keys() == set()
