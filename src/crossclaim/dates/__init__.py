"""Time expressions: found in the text, turned into days, and tied to the events they date."""

from crossclaim.dates.find import find_dates
from crossclaim.dates.govern import date_of, governing
from crossclaim.dates.words import DateWords, date_words, load_date_words

__all__ = ["DateWords", "date_of", "date_words", "find_dates", "governing", "load_date_words"]
