"""A card: any of the pictures that are drawn of what a learner did."""

from bot.cards.course import Course
from bot.cards.year import Year

Card = Year | Course
