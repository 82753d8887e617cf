"""Founding: a study group that is at work, made without a word."""

from dataclasses import replace
from datetime import datetime

from core.destination import Destination
from core.group import Group, Plan
from core.ports import UnitOfWork
from core.reminder import Schedule
from core.weekdays import Days


def found(work: UnitOfWork, place: Destination, first_post: datetime) -> Group:
    """Put a group to work that has a post every day, from an instant of UTC on."""
    (roadmap, *_) = work.roadmaps.visible(None, (place.platform, place.chat))
    schedule = Schedule(first_post.hour * 60 + first_post.minute, Days.DAILY, "UTC")
    group = replace(work.groups.add(place, Plan(roadmap.id, schedule)), next_post=first_post)
    work.groups.save(group)
    work.commit()
    return group
