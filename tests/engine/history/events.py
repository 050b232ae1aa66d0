"""Events for tests: a clock that stands still, reviews made by hand, and Hypothesis strategies over them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from engine.history.event import Draft, Event, EventId, What, When

NOON = datetime(2027, 1, 20, 12, tzinfo=UTC)
TODAY = date(2027, 1, 20)


def when(days: int = 0) -> When:
    """Noon of some study day."""
    return When(NOON + timedelta(days=days), 3600, TODAY + timedelta(days=days))


def review(card: str, rating: int = 3, **more: Any) -> Draft:
    """A review as a session records it, reduced to what replay reads."""
    state = {"phase": "review", "stability": 2.5, "difficulty": 5.0, "due": "2027-01-23"}
    payload = {"rating": rating, "seconds": 4.0, "lapse": False, "state": state}
    return Draft(What.REVIEW, card, payload | more)


@st.composite
def logs(draw: st.DrawFn, cards: tuple[str, ...] = ("a", "b")) -> list[Event]:
    """A log of two devices over a few cards: reviews, marks, and undos of anything before."""
    events: list[Event] = []
    for number in range(draw(st.integers(0, 25))):
        device = draw(st.sampled_from(["one", "two"]))
        card = draw(st.sampled_from(cards))
        what, payload = draw(_happenings(events, card))
        events.append(
            Event(
                id=EventId(f"{device}{number:04}"),
                counter=draw(st.integers(number, number + 3)),
                device=device,
                learner="me",
                at=NOON + timedelta(minutes=number),
                offset=0,
                day=TODAY + timedelta(days=number // 5),
                what=what,
                subject=card,
                version=1,
                payload=payload,
            )
        )
    return sorted(events, key=lambda each: (each.counter, each.device, each.id))


def _happenings(events: list[Event], card: str) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    own = [each.id for each in events if each.subject == card]
    rating = st.integers(1, 4)
    choices = [
        rating.map(
            lambda each: (str(What.REVIEW), dict(review(card, each, lapse=each == 1).payload))
        ),
        st.booleans().map(lambda on: (str(What.FLAG), {"on": on})),
        st.booleans().map(lambda on: (str(What.SUSPEND), {"on": on})),
        st.just((str(What.BURY), {"until": "2027-01-21"})),
        st.just((str(What.RESET), {})),
        st.text(max_size=5).map(lambda text: (str(What.REMARK), {"text": text})),
    ]
    if own:
        choices.append(st.sampled_from(own).map(lambda each: (str(What.UNDO), {"target": each})))
    return st.one_of(choices)
