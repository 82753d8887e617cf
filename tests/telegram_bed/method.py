"""A method of the Bot API: what it is asked, and what it does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from tests.telegram_bed.asked import Asked, Json, refuse_invalid
from tests.telegram_bed.payload import Payload
from tests.telegram_bed.world import World

AskedT = TypeVar("AskedT", bound=Asked)


@dataclass(frozen=True, slots=True)
class Method(Generic[AskedT]):
    """``run`` gives the result as JSON, or raises Refused."""

    asks: type[AskedT]
    run: Callable[[World, AskedT, Payload], Awaitable[Any]]

    def read(self, fields: Json) -> AskedT:
        """Check the fields of a request."""
        try:
            return self.asks.model_validate(fields)
        except ValidationError as error:
            refuse_invalid(error)
