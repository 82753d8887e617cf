"""The doctor: looks at all that the bot stands on, and says what is wrong and what to do."""

from bot.doctor.examination import examine
from bot.doctor.finding import report
from bot.doctor.platforms import ask

__all__ = ["ask", "examine", "report"]
