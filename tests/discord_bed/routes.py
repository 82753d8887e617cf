"""What answers a route: the world and a request in, what is said of it out."""

from collections.abc import Callable
from typing import Any

from tests.discord_bed.wire import Request
from tests.discord_bed.world import World

Handler = Callable[[World, Request], Any]
"""Give the JSON of the answer, None for an answer without; raise Refused."""
