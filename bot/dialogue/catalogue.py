"""The catalogue: every command, in the order of the menus; reading it is reading the product."""

from bot.dialogue.commands.aims import goal, target
from bot.dialogue.commands.badges import badges
from bot.dialogue.commands.board import board
from bot.dialogue.commands.buddy import buddy
from bot.dialogue.commands.enrolment import roadmaps, start, switch, tz
from bot.dialogue.commands.export import export
from bot.dialogue.commands.focus import focus, task
from bot.dialogue.commands.group_setup import group_settings, here, stop
from bot.dialogue.commands.guide import help_on
from bot.dialogue.commands.holding import quiet, snooze
from bot.dialogue.commands.mix import mix
from bot.dialogue.commands.notes import note
from bot.dialogue.commands.overview import find, progress, streak, today, topic
from bot.dialogue.commands.own_roadmaps import list_own, remove, rollback, share, show
from bot.dialogue.commands.pictures import roadmap_map, stats
from bot.dialogue.commands.placement import placement, reset
from bot.dialogue.commands.reminding import daily, remind
from bot.dialogue.commands.rhythm import daystart, pause, restdays
from bot.dialogue.commands.roadmap_file import add, check, update
from bot.dialogue.commands.settings import settings
from bot.dialogue.commands.study import done, later, next_topic, skip, undo
from bot.dialogue.commands.study_group import details, group_done, join, leave
from bot.dialogue.lexicon import Lexicon

_STUDYING = (
    start,
    next_topic,
    done,
    skip,
    later,
    undo,
    topic,
    note,
    find,
    progress,
    roadmap_map,
    placement,
    stats,
    today,
    streak,
    badges,
    goal,
    target,
    restdays,
    pause,
    daystart,
    daily,
    snooze,
    remind,
    quiet,
    here,
    group_settings,
    stop,
    join,
    leave,
    group_done,
    details,
    board,
    buddy,
    focus,
    task,
    roadmaps,
    switch,
    mix,
    add,
    list_own,
    show,
    share,
    remove,
    update,
    rollback,
    check,
    export,
    reset,
    tz,
    settings,
)

COMMANDS = (*_STUDYING, help_on(_STUDYING))

LEXICON = Lexicon(COMMANDS)
