"""The catalogue: every command, in the order of the menus; reading it is reading the product."""

from bot.dialogue.commands.enrolment import roadmaps, start, switch, tz
from bot.dialogue.commands.guide import help_on
from bot.dialogue.commands.holding import quiet, snooze
from bot.dialogue.commands.overview import find, progress, streak, today, topic
from bot.dialogue.commands.reminding import daily, remind
from bot.dialogue.commands.roadmap_file import check
from bot.dialogue.commands.settings import settings
from bot.dialogue.commands.study import done, later, next_topic, skip, undo
from bot.dialogue.lexicon import Lexicon

_STUDYING = (
    start,
    next_topic,
    done,
    skip,
    later,
    undo,
    topic,
    find,
    progress,
    today,
    streak,
    daily,
    snooze,
    remind,
    quiet,
    roadmaps,
    switch,
    check,
    tz,
    settings,
)

COMMANDS = (*_STUDYING, help_on(_STUDYING))

LEXICON = Lexicon(COMMANDS)
