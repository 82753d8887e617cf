"""The import contracts bite: each forbidden import, once made, is refused by its contract."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "core", "storage")
LIBRARIES_OF_CORE = {"markdown_it", "rapidfuzz"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Copy what the contracts are about, so that it can be broken."""
    for package in PACKAGES:
        no_caches = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=no_caches)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken_contracts(tree: Path) -> list[str]:
    command = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run(
        [command, "--no-cache", "--no-logo"], cwd=tree, capture_output=True, text=True, check=False
    )
    names = {contract["name"] for contract in contracts()}
    verdicts = dict(re.findall(r"^(.+?) (KEPT|BROKEN)$", checked.stdout, re.MULTILINE))
    assert verdicts.keys() == names, checked.stdout + checked.stderr
    broken = [name for name, verdict in verdicts.items() if verdict == "BROKEN"]
    assert checked.returncode == bool(broken)
    return broken


def contracts() -> list[dict[str, str]]:
    written = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, str]] = written["tool"]["importlinter"]["contracts"]
    return found


def name_of(contract_id: str) -> str:
    (name,) = (each["name"] for each in contracts() if each["id"] == contract_id)
    return name


def test_the_code_as_it_is_keeps_every_contract(tree: Path) -> None:
    assert broken_contracts(tree) == []


@pytest.mark.parametrize(
    ("offender", "forbidden_import", "contract"),
    [
        ("core/learner.py", "import storage.tables", "house"),
        ("storage/tables.py", "import bot.dialogue.reply", "house"),
        ("core/learner.py", "import sqlalchemy", "core"),
        ("core/use_cases/extra.py", "import asyncio", "core"),
        ("core/roadmap_markdown/extra.py", "from pydantic import BaseModel", "core"),
        ("bot/dialogue/extra.py", "import bot.console", "bot"),
        ("bot/dialogue/extra.py", "from bot import app", "bot"),
        ("bot/settings.py", "import bot.dialogue.reply", "bot"),
        ("bot/telegram/__init__.py", "import bot.console", "bot"),
        ("bot/console/extra.py", "import bot.discord", "bot"),
        ("bot/utilities.py", "", "bot"),
        ("bot/dialogue/extra.py", "from storage import open_gateway", "storage"),
        ("bot/doctor/data.py", "import storage", "storage"),
        ("bot/console/extra.py", "from bot.settings import Settings", "settings"),
        ("core/learner.py", "import core.history", "cycles"),
    ],
)
def test_a_forbidden_import_breaks_its_contract(
    tree: Path, offender: str, forbidden_import: str, contract: str
) -> None:
    for platform in ("telegram", "discord"):
        (tree / "bot" / platform).mkdir(exist_ok=True)
        (tree / "bot" / platform / "__init__.py").touch()
    with (tree / offender).open("a", encoding="utf-8") as module:
        module.write(f"\n{forbidden_import}\n")

    assert name_of(contract) in broken_contracts(tree)


def test_the_core_imports_the_standard_library_and_pure_computing_alone() -> None:
    graph = grimp.build_graph("core", include_external_packages=True, cache_dir=None)

    foreign = {
        name
        for module in ("core", *graph.find_descendants("core"))
        for name in graph.find_modules_directly_imported_by(module)
        if name.partition(".")[0] != "core"
    }

    assert foreign - sys.stdlib_module_names - LIBRARIES_OF_CORE == set()
