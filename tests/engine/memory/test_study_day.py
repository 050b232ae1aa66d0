from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.memory.study_day import day_end, day_start, elapsed_days, study_day

NEW_YORK = ZoneInfo("America/New_York")
ZONES = [
    NEW_YORK,
    ZoneInfo("Europe/Berlin"),
    ZoneInfo("Australia/Lord_Howe"),
    ZoneInfo("Pacific/Kiritimati"),
    ZoneInfo("Asia/Kolkata"),
    UTC,
]
# Each of the three zones with summer time changes its clocks on one of these nights, once each way.
CHANGES = [
    *(date(2027, 3, 14), date(2027, 11, 7)),
    *(date(2027, 3, 28), date(2027, 10, 31)),
    *(date(2027, 4, 4), date(2027, 10, 3)),
]
zones = st.sampled_from(ZONES)
rollovers = st.sampled_from([time(4), time(0), time(2), time(2, 15), time(2, 30), time(1, 30)])
moments = st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_three_in_the_morning_still_belongs_to_the_evening_before() -> None:
    at = datetime(2027, 1, 20, 3, 59, 59, tzinfo=NEW_YORK)
    assert study_day(at, NEW_YORK) == date(2027, 1, 19)
    assert study_day(at + timedelta(seconds=1), NEW_YORK) == date(2027, 1, 20)


def test_the_rollover_can_be_midnight() -> None:
    assert study_day(datetime(2027, 1, 20, tzinfo=UTC), UTC, time(0)) == date(2027, 1, 20)


def test_the_day_is_that_of_the_learner_and_not_of_greenwich() -> None:
    at = datetime(2027, 1, 20, 17, tzinfo=UTC)
    assert study_day(at, ZoneInfo("Pacific/Auckland")) == date(2027, 1, 21)
    assert study_day(at, ZoneInfo("Pacific/Honolulu")) == date(2027, 1, 20)


def test_without_a_zone_the_machine_decides() -> None:
    local = datetime(2027, 1, 20, 12).astimezone()
    assert study_day(local.astimezone(UTC), None) == date(2027, 1, 20)
    assert day_start(date(2027, 1, 20), None) == datetime(2027, 1, 20, 4).astimezone()


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        study_day(datetime(2027, 1, 20, 12), UTC)  # noqa: DTZ001


def test_the_day_on_which_clocks_go_forward_has_23_hours_and_the_other_25() -> None:
    assert day_end(date(2027, 3, 13), NEW_YORK) - day_start(date(2027, 3, 13), NEW_YORK) == (
        timedelta(hours=23)
    )
    assert day_end(date(2027, 11, 6), NEW_YORK) - day_start(date(2027, 11, 6), NEW_YORK) == (
        timedelta(hours=25)
    )


@given(moments, zones, rollovers)
def test_every_moment_lies_in_its_own_study_day(at: datetime, zone: ZoneInfo, roll: time) -> None:
    day = study_day(at, zone, roll)
    assert day_start(day, zone, roll) <= at < day_end(day, zone, roll)


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("night", CHANGES, ids=str)
@pytest.mark.parametrize("roll", [time(4), time(2, 15), time(1, 30)], ids=str)
def test_days_never_run_backwards_or_skip_while_clocks_change(
    zone: ZoneInfo, night: date, roll: time
) -> None:
    start = datetime.combine(night - timedelta(days=2), time(0), tzinfo=UTC)
    days = [study_day(start + timedelta(minutes=15 * i), zone, roll) for i in range(4 * 96)]
    assert {(after - before).days for before, after in pairwise(days)} <= {0, 1}


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), zones)
def test_a_day_starts_where_the_one_before_ends(day: date, zone: ZoneInfo) -> None:
    assert day_end(day - timedelta(days=1), zone) == day_start(day, zone)
    assert study_day(day_start(day, zone), zone) == day


def test_a_clock_set_back_elapses_no_days() -> None:
    assert elapsed_days(date(2027, 1, 20), date(1970, 1, 1)) == 0
    assert elapsed_days(None, date(2027, 1, 20)) == 0
    assert elapsed_days(date(2027, 1, 20), date(2027, 2, 20)) == 31
