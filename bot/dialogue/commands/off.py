"""Off: the word that turns something off where a time could stand."""

OFF = "off"
_LIKE_IT = {OFF, "none", "never", "stop"}


def is_off(words: str) -> bool:
    """Say whether words turn something off."""
    return words.strip().casefold() in _LIKE_IT
