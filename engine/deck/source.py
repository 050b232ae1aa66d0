"""Turns the bytes of a deck file into lines of text, and says what could not be read."""

from typing import Final

from engine.deck.report import Report

LARGEST: Final = 16 * 1024 * 1024
"""Bytes of the largest file that is read."""

_MOST_REPORTED = 20
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read(data: bytes | str, report: Report) -> str | None:
    r"""Decode a file: line ends become ``\n``, the byte order mark goes, no text becomes U+FFFD.

    Gives None, with one finding, for a file too large to be a deck. Line numbers stay those of the
    file.
    """
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > LARGEST:
        limit = LARGEST // (1024 * 1024)
        message = (
            f"the file is larger than {limit} MiB and is not read: split it into several decks"
        )
        report.error("too-large", 1, 1, message)
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
        _report_bad_bytes(raw, report)
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        _report_nulls(text, report)
        text = text.replace("\0", "\ufffd")
    return text


def _report_bad_bytes(raw: bytes, report: Report) -> None:
    if raw.startswith(_UTF16):
        report.error("encoding", 1, 1, "this looks like UTF-16: save the file as UTF-8")
        return
    at, found = 0, 0
    while found < _MOST_REPORTED:
        try:
            raw[at:].decode("utf-8")
        except UnicodeDecodeError as fault:
            line, column = _place(raw, at + fault.start)
            byte = raw[at + fault.start]
            report.error(
                "encoding", line, column, f"byte 0x{byte:02x} is not UTF-8: save the file as UTF-8"
            )
            at, found = at + fault.end, found + 1
        else:
            return
    report.error("encoding", *_place(raw, at), "more bytes from here on are not UTF-8")


def _report_nulls(text: str, report: Report) -> None:
    at, found = text.find("\0"), 0
    while at >= 0 and found < _MOST_REPORTED:
        line = text.count("\n", 0, at) + 1
        report.error(
            "encoding", line, at - text.rfind("\n", 0, at), "a NUL character stands here: delete it"
        )
        at, found = text.find("\0", at + 1), found + 1


def _place(raw: bytes, at: int) -> tuple[int, int]:
    before = raw[:at].decode("utf-8", "replace").removeprefix("\ufeff")
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")
