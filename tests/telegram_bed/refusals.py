"""Refusals, in Telegram's own words."""

from typing import Any, NoReturn


class Refused(Exception):
    """Refuse a request; ``careless`` where the bot could have known, so that it is a violation."""

    def __init__(
        self,
        code: int,
        description: str,
        *,
        careless: bool = False,
        parameters: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.careless = careless
        self.parameters = parameters


def refuse(reason: str, **parameters: int) -> NoReturn:
    """Refuse what the state of the world forbids, which a bot cannot know before."""
    raise Refused(400, f"Bad Request: {reason}", parameters=parameters)


def refuse_always(reason: str) -> NoReturn:
    """Refuse what no bot ever gets through."""
    raise Refused(400, f"Bad Request: {reason}", careless=True)


def forbid(reason: str) -> NoReturn:
    """Refuse because people keep the bot out."""
    raise Refused(403, f"Forbidden: {reason}")


def conflict(reason: str) -> NoReturn:
    """Refuse because somebody else takes the updates."""
    raise Refused(409, f"Conflict: {reason}")
