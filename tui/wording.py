"""Numbers, times and days in the few words a screen has for them."""

from datetime import date, datetime, timedelta, tzinfo

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def day_name(day: date) -> str:
    """A day: ``Tue 20 Jan``, whatever the machine's language."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def day_near(day: date, today: date) -> str:
    """A day as one says it from today: ``tomorrow``, ``Thu``, ``Tue 20 Jan``, with the year when it is another."""
    ahead = (day - today).days
    if ahead == 0:
        return "today"
    if ahead == 1:
        return "tomorrow"
    if 1 < ahead < 7:
        return _DAYS[day.weekday()]
    return day_name(day) if day.year == today.year else f"{day_name(day)} {day.year}"


def initial(day: date) -> str:
    """The first letter of the weekday."""
    return _DAYS[day.weekday()][0]


def moment(at: datetime, zone: tzinfo | None, today: date) -> str:
    """A time: ``at 09:40``, ``tomorrow at 09:40``."""
    local = at.astimezone(zone)
    clock = f"at {local:%H:%M}"
    near = day_near(local.date(), today)
    return clock if near == "today" else f"{near} {clock}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """``1 card``, ``2 cards``, ``1,000 cards``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def minutes(number: float) -> str:
    """An expected time: ``~22 min``, ``~1 h 10``; empty for nothing."""
    if number <= 0:
        return ""
    whole = max(round(number), 1)
    return f"~{whole} min" if whole < 100 else f"~{whole // 60} h {whole % 60:02}"


def clock_time(seconds: float) -> str:
    """Time spent: ``4:12``, ``1:04:12``."""
    total = int(seconds)
    hours, rest = divmod(total, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def until(at: datetime, now: datetime) -> str:
    """How long until a moment: ``in 23 min``, ``in 2 h``."""
    wait = max(at - now, timedelta(0))
    if wait < timedelta(hours=1):
        return f"in {max(round(wait / timedelta(minutes=1)), 1)} min"
    return f"in {wait / timedelta(hours=1):.1f} h".replace(".0 h", " h")


def bar(share: float, width: int) -> tuple[str, str]:
    """A thin bar of ``width`` cells: what is done and what is left of it."""
    halves = round(min(max(share, 0.0), 1.0) * width * 2)
    full, half = divmod(halves, 2)
    done = "━" * full + ("╸" if half else "")
    return done, "─" * (width - len(done))
