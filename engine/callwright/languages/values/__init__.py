"""Values as callers say them: numbers, dates, times, money and more, the same machinery for every language."""
