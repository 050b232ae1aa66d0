from engine.deck.report import Report
from engine.deck.source import read


def _read(data: bytes | str) -> tuple[str | None, list[tuple[int, int, str]]]:
    report = Report("deck.md")
    text = read(data, report)
    return text, [(one.line, one.column, one.message) for one in report.ordered()]


def test_line_ends_of_every_kind_become_one_and_the_byte_order_mark_goes() -> None:
    assert _read(b"\xef\xbb\xbfa\r\nb\rc\n") == ("a\nb\nc\n", [])


def test_bytes_that_are_no_utf8_are_reported_where_they_stand() -> None:
    text, found = _read("é\r\nab".encode() + b"\xff c\xe9\n")
    assert text == "é\nab\ufffd c\ufffd\n"
    assert [(line, column) for line, column, _ in found] == [(2, 3), (2, 6)]
    assert found[0][2] == "byte 0xff is not UTF-8: save the file as UTF-8"


def test_many_bad_bytes_are_reported_once_and_for_all() -> None:
    _, found = _read(b"\xff" * 1000)
    assert len(found) == 21
    assert found[-1][2] == "more bytes from here on are not UTF-8"


def test_utf16_is_recognised() -> None:
    _, found = _read("## Note".encode("utf-16"))
    assert (1, 1, "this looks like UTF-16: save the file as UTF-8") in found


def test_a_nul_is_reported_and_replaced() -> None:
    assert _read("a\nb\0") == ("a\nb\ufffd", [(2, 2, "a NUL character stands here: delete it")])


def test_half_a_surrogate_pair_is_reported() -> None:
    text, found = _read("a\ud800")
    assert text is not None
    assert "\ud800" not in text
    assert found[0][:2] == (1, 2)
