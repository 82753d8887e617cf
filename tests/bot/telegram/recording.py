"""The recorded conversation: both directions of a learner's first day, written as JSON.

``python -m tests.bot.telegram.recording`` writes it anew.
"""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path

from tests.bot.telegram.stage import Stage, on_stage
from tests.telegram_bed.asked import Json
from tests.telegram_bed.chats import Chat
from tests.telegram_bed.people import User

RECORDING = Path(__file__).resolve().parents[3] / "docs" / "recordings" / "telegram.json"

STEPS = (
    ("08:00", "> /start"),
    ("08:01", "! Yes, Berlin time"),
    ("08:02", "! Python Backend Developer — Complete Checklist (0 to Very Advanced)"),
    ("08:40", "! Done"),
    ("08:41", "! Next topic"),
    ("08:42", "! Later"),
    ("12:30", "> /done 2-4, 6"),
    ("12:31", "> /next"),
    ("12:32", "! Skip"),
    ("12:33", "! Undo"),
    ("18:15", "> decoratrs"),
    ("18:16", "! #138 Decorators with arguments"),
    ("18:30", "> /today"),
)
"""When on the bed's day, in UTC, what Ada types, and which button she presses."""


@dataclass(slots=True)
class Recorder:
    """Plays a learner in private, and writes down what passes between Telegram and the bot."""

    stage: Stage
    ada: User
    chat: Chat
    lines: list[Json] = field(default_factory=list)

    async def step(self, at: str, step: str) -> None:
        """Type or press, and note the update and all that the bot asks for because of it."""
        self.stage.clock.time = datetime.combine(
            self.stage.clock.now(), time.fromisoformat(at), UTC
        )
        asked, told = len(self.stage.bed.requests), len(self.stage.bed.updates.made)
        sign, _, words = step.partition(" ")
        if sign == ">":
            await self.ada.says(self.chat, words)
        else:
            *_, message = (each for each in self.chat.messages if words in each.labels)
            await self.ada.presses(message, words)
        await self.chat.next_message()
        await self.stage.bed.settled()
        now = self.stage.clock.now().isoformat()
        for update in self.stage.bed.updates.made[told:]:
            (kind,) = update.keys() - {"update_id"}
            self.lines.append({"at": now, "direction": "in", "update": kind, "payload": update})
        for request in self.stage.bed.requests[asked:]:
            self.lines.append(
                {
                    "at": now,
                    "direction": "out",
                    "method": request.method,
                    "payload": request.fields,
                }
            )


async def record() -> list[Json]:
    """Hold the conversation with the bot, by polling, and give it in the order it went."""
    async with on_stage() as stage:
        ada = stage.bed.user("Ada", language="de")
        recorder = Recorder(stage, ada, stage.bed.private(ada))
        for at, step in STEPS:
            await recorder.step(at, step)
        return recorder.lines


def rewrite() -> None:
    """Put what is said today into the file."""
    text = json.dumps(asyncio.run(record()), ensure_ascii=False, indent=2)
    RECORDING.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    rewrite()
