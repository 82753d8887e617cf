"""Titles: how roadmaps are named among others, where two may have one title."""

from collections import Counter
from collections.abc import Sequence

from bot.dialogue.reply import LABEL_LIMIT
from bot.dialogue.views.words import cut
from core.roadmap import Roadmap, RoadmapId, RoadmapSummary


def told_apart(
    roadmaps: Sequence[Roadmap | RoadmapSummary], limit: int = LABEL_LIMIT
) -> dict[RoadmapId, str]:
    """Name each roadmap by its title, with its slug behind it where another has that title.

    No name is longer than ``limit`` characters.
    """
    titles = Counter(cut(each.title, limit) for each in roadmaps)
    return {
        each.id: title
        if titles[title := cut(each.title, limit)] == 1
        else f"{cut(each.title, limit - len(each.slug) - 3)} ({each.slug})"
        for each in roadmaps
    }
