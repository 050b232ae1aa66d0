"""Rules for clusters of cards: facts are kept by the reasons behind them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from engine.lint.subject import ORDERING, Subject

_FEWEST_CARDS = 5
_COMPUTED = frozenset({"numeric", ORDERING})
"""Kinds that ask for no fact to be kept, so that they need no reason beside them."""
_REASON = re.compile(
    r"\bwhy\b|\bwhen\b|\bwhat (?:breaks|happens|fails|goes wrong|is wrong|limits|causes)\b"
    r"|\btrade-?offs?\b|\bcosts?\b|\bprice\b|\bpays?\b|\bflips?\b|\bworth\b|\bjustif"
    r"|\binstead\b|\brather than\b|\bprefer|\bdiffer|\bcompar|\bversus\b|\bvs\b|\bor\b"
    r"|\bwhich .*\b(?:argue|help|fail|guarantee|need|break)|\bhow (?:does|do|can|would)\b"
    r"|\beffect\b|\bmust\b|\bshould\b|\bgive up\b|\bbecause\b|\bfrom\b.*\bto\b",
    re.IGNORECASE,
)
_REASON_TAGS = frozenset(
    {"why", "trade-off", "trade-offs", "tradeoff", "contrast", "judgement", "judgment"}
)


def missing_why(subjects: Sequence[Subject]) -> Iterator[tuple[Subject, str]]:
    """Five or more notes of one deck under one tag, none of which asks for a reason."""
    clusters: dict[tuple[str, str], list[Subject]] = defaultdict(list)
    for subject in subjects:
        if subject.note.kind in _COMPUTED:
            continue
        for tag in dict.fromkeys(subject.note.tags):
            if tag not in subject.deck.settings.tags:
                clusters[subject.note.file, tag].append(subject)
    for (_, tag), cluster in clusters.items():
        if len(cluster) < _FEWEST_CARDS or any(map(_reasons, cluster)):
            continue
        message = (
            f"none of the {len(cluster)} notes tagged {tag} asks why, when or at what cost: "
            "add one, facts are kept by their reasons"
        )
        yield cluster[0], message


def _reasons(subject: Subject) -> bool:
    return bool(_REASON.search(subject.prompt.prose)) or not _REASON_TAGS.isdisjoint(
        subject.note.tags
    )
