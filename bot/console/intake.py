"""Intake: from a line typed in the terminal to what is said, pressed or told to the terminal."""

from bot.console.colon import obey, press
from bot.console.session import Session
from bot.dialogue.reply import Reply


async def take(session: Session, line: str) -> Reply | None:
    """Answer a line; None where it asks to leave.

    A colon speaks to the terminal, a number alone presses a button where there are any, and
    everything else is said to the bot.
    """
    if line.startswith(":"):
        return await obey(session, line)
    if session.buttons and line.isdecimal():
        return await press(session, line)
    return await session.say(line)
