"""The bot as a program that answers as fast as it can: the made Telegram sets no limit."""

import sys

from bot import app
from bot.__main__ import main

UNLIMITED = 100_000

if __name__ == "__main__":
    app.LIMITS["telegram"] = UNLIMITED
    sys.exit(main(["run"]))
