"""The schedule where the learner's wall clock jumps: travel and summer time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.memory.policy import PROBLEM, Policy
from engine.memory.schedule import allowed, answer
from engine.memory.state import NEW_CARD, CardState, Memory, Phase, Rating
from engine.memory.study_day import day_end, study_day

CARD = "g2k9q4m7"
ZONES = [
    ZoneInfo(name)
    for name in (
        *("America/New_York", "Europe/Berlin", "Australia/Lord_Howe"),
        *("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata"),
    )
]


@given(
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.datetimes(datetime(2027, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.timedeltas(timedelta(0), timedelta(hours=36)),
)
def test_travel_across_the_date_line_never_doubles_or_loses_a_review(
    home: ZoneInfo, away: ZoneInfo, at: datetime, flight: timedelta
) -> None:
    today = study_day(at, home)
    before = CardState(
        phase=Phase.REVIEW,
        memory=Memory(10.0, 5.0),
        due_day=today,
        last_day=today - timedelta(days=10),
        interval=10,
        reps=4,
    )
    after = answer(before, Rating.GOOD, at, today, PROBLEM, CARD, day_ends=day_end(today, home))
    assert after.due_day is not None
    landed = study_day(at + flight, away)
    assert (
        after.due_day > landed or landed > today
    )  # reviewed once, it is not due again on that day
    if landed <= today:
        assert not allowed(after, landed, PROBLEM)
    later = study_day(at + timedelta(days=after.interval + 2), away)
    assert after.due_day <= later  # and it comes, wherever the learner is by then
    assert allowed(after, later, PROBLEM)


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_a_card_reviewed_daily_is_due_each_day_of_a_year_with_its_clock_changes(
    zone: ZoneInfo,
) -> None:
    daily = Policy(maximum_interval=1, fuzz=False)
    at = datetime(2027, 1, 1, 20, 30, tzinfo=zone)
    state = answer(NEW_CARD, Rating.EASY, at.astimezone(UTC), study_day(at, zone), daily, CARD)
    for _ in range(365):
        at += timedelta(days=1)  # the same wall clock time on the next day
        today = study_day(at.astimezone(UTC), zone)
        assert state.due_day == today
        assert (today - state.last_day).days == 1 if state.last_day else False
        state = answer(state, Rating.GOOD, at.astimezone(UTC), today, daily, CARD)
