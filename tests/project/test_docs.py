"""The docs: what they say of files, targets and settings is so."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings

ROW = re.compile(r"^\| `([A-Z_]+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)


def pages(root: Path) -> list[Path]:
    return sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")])


def default_of(name: str) -> str:
    if name == "data_dir":
        return "your user's data folder, `study-buddy`"
    if name == "database_url":
        return "`study.db` in `DATA_DIR`"
    if name == "roadmaps_dir":
        return "the roadmaps that come with it"
    default = Settings.model_fields[name].default
    return "not set" if default in {None, frozenset()} else f"`{default}`"


def test_the_table_of_settings_is_the_settings(root: Path) -> None:
    text = (root / "docs" / "self-hosting.md").read_text(encoding="utf-8")

    assert ROW.findall(text) == [
        (name.upper(), default_of(name), field.description)
        for name, field in Settings.model_fields.items()
    ]


def test_the_example_of_an_env_file_names_every_setting_once(root: Path) -> None:
    example = (root / ".env.example").read_text(encoding="utf-8")
    names = re.findall(r"^([A-Z_]+)=$", example, re.MULTILINE)

    assert sorted(names) == sorted(name.upper() for name in Settings.model_fields)


def test_every_link_between_pages_leads_somewhere(root: Path) -> None:
    dangling = [
        f"{page.relative_to(root)}: {target}"
        for page in pages(root)
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]

    assert dangling == []


def test_every_make_target_that_a_page_names_exists(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    named = {
        target
        for page in pages(root)
        for target in re.findall(r"`make ([a-z]+)", page.read_text(encoding="utf-8"))
    }

    assert [target for target in sorted(named) if f"\n{target}:" not in makefile] == []


@pytest.mark.parametrize("page", ["architecture.md", "../CONTRIBUTING.md"])
def test_every_path_that_a_guide_names_exists(root: Path, page: str) -> None:
    text = (root / "docs" / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:bot|core|storage|tests|bench|docs|roadmaps)/[\w./]*)`", text)

    assert named
    assert [path for path in named if not (root / path).exists()] == []
