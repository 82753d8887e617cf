"""The whole program draws pictures in its worker, and the terminal keeps them as files."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.bot.guide import ROOT
from tests.bot.program import environment


def test_the_terminal_keeps_both_pictures_and_says_their_facts(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--database", ":memory:", "--files", "files"],
        input="/start django-backend-developer\n/done 1-3\n/stats\n/map dark\n",
        capture_output=True,
        encoding="utf-8",
        env=environment(tmp_path, PYTHONPATH=str(ROOT)),
        cwd=tmp_path,
        check=True,
    )

    files = Path(tmp_path, "files").iterdir()
    kept = {file.name: Image.open(BytesIO(file.read_bytes())) for file in files}
    assert {name: picture.width for name, picture in kept.items()} == {
        "stats.png": 1080,
        "map.png": 1080,
    }
    assert "1 day in a row, 1 day at best, 1 day of study, 3 topics\n" in told.stdout
    assert "3 of 57 topics" in told.stdout
    assert [line for line in told.stdout.splitlines() if line.endswith(".png")] == [
        "files/stats.png",
        "files/map.png",
    ]
