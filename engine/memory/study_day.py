"""The study day: the local date, rolled over in the small hours, so that late evenings count."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

ROLLOVER = time(4)
ONE_DAY = timedelta(days=1)


def study_day(at: datetime, zone: tzinfo | None, rollover: time = ROLLOVER) -> date:
    """The study day that the aware time ``at`` falls in: the last one begun by then.

    ``zone`` is the learner's (None: the machine's). In one zone days follow each other without gap
    or overlap, even where the clocks change at the rollover. Raises ValueError on a naive time.
    """
    if at.tzinfo is None:
        raise ValueError("a study day needs an aware time, got a naive one")
    wall = at.astimezone(zone).replace(tzinfo=None)
    day = wall.date() if wall.time() >= rollover else wall.date() - ONE_DAY
    while at < day_start(day, zone, rollover):
        day -= ONE_DAY
    while at >= day_end(day, zone, rollover):
        day += ONE_DAY
    return day


def day_start(day: date, zone: tzinfo | None, rollover: time = ROLLOVER) -> datetime:
    """The UTC time at which a study day begins: when clocks in ``zone`` first show ``rollover``.

    Where they skip that time, the moment at which they would have shown it unchanged (PEP 495).
    """
    return datetime.combine(day, rollover, tzinfo=zone).astimezone(UTC)


def day_end(day: date, zone: tzinfo | None, rollover: time = ROLLOVER) -> datetime:
    """The UTC time at which a study day is over: the start of the next one."""
    return day_start(day + ONE_DAY, zone, rollover)


def elapsed_days(since: date | None, today: date) -> int:
    """Study days from ``since`` to ``today``; none before a first review or on a clock set back."""
    return 0 if since is None else max(0, (today - since).days)
