"""Parsing of updates: whatever Telegram or a stranger hands over, nothing is raised."""

import logging
from typing import Any

from telegram import Bot, Update

logger = logging.getLogger(__name__)


def parse_update(handed: Any, bot: Bot) -> Update | None:  # noqa: ANN401 - it is what JSON was
    """Give an update; an empty one where only its id can be read, None where not even that.

    The library raises whatever a missing or misplaced field happens to cause.
    """
    number = handed.get("update_id") if isinstance(handed, dict) else None
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    try:
        return Update.de_json(handed, bot)
    except Exception as error:  # noqa: BLE001 - see above
        # Its fields hold what people wrote, so only their names are told.
        logger.warning(
            "an update cannot be read",
            extra={"update": number, "fields": sorted(handed), "error": repr(type(error))},
        )
        return Update(number)
