"""Other people's text, made safe to show: no control character and no hidden direction reaches a terminal."""

import re

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]"
)
REPLACEMENT = "\ufffd"


def safe(text: str) -> str:
    """The text with control characters, bidirectional overrides and invisible tags replaced by U+FFFD.

    Line feeds and tabs stay.
    """
    return _UNSAFE.sub(REPLACEMENT, text)
