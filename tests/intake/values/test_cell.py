from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity, quantity
from jytrack.intake.values.cell import Cells, Form, Parsed, is_amount, is_blank
from jytrack.intake.values.periods import named_periods, named_span, read_period
from jytrack.intake.values.problem import Code

PEOPLE = Form("人")
SIGNED = Form("人", may_be_negative=True)
MONEY = Form("万元", whole=False)
POINTS = Form("%", whole=False)


def said(unit: str, word: str, *, whole: bool = True) -> Form:
    return Form(unit, whole=whole, said=frozenset([word]))


@pytest.mark.parametrize("text", ["0", "550", "0550", "550.0", "550.00"])
def test_plain_numbers_pass_without_a_word(text: str) -> None:
    assert Cells(PEOPLE)[text] == Parsed(quantity(int(Fraction(text))))


@pytest.mark.parametrize(
    ("form", "text", "value"),
    [
        (PEOPLE, "５５０", "550"),
        (PEOPLE, " 550 ", "550"),
        (PEOPLE, "　550", "550"),
        (PEOPLE, "550人", "550"),
        (PEOPLE, "550 人", "550"),
        (PEOPLE, "1,234", "1234"),
        (PEOPLE, "1，234", "1234"),
        (PEOPLE, "12,345,678", "12345678"),
        (PEOPLE, "1 234", "1234"),
        (PEOPLE, "2.9万", "29000"),
        (PEOPLE, "2.9万人", "29000"),
        (PEOPLE, "２．９万　人", "29000"),
        (PEOPLE, "1,234万", "12340000"),
        (SIGNED, "－3", "-3"),
        (SIGNED, "−3人", "-3"),
        (SIGNED, "- 3", "-3"),
        (POINTS, "5.5%", "5.5"),
        (POINTS, "５．５％", "5.5"),
        (MONEY, "700万元", "700"),
        (MONEY, "7,000,000元", "700"),
        (MONEY, "1元", "0.0001"),
        (MONEY, "0.5亿元", "5000"),
        (said("万元", "元", whole=False), "7000000", "700"),
        (said("万元", "元", whole=False), "700万", "700"),
        (said("万元", "元", whole=False), "700万元", "700"),
        (said("人", "万人"), "2.9", "29000"),
        (said("人", "万人"), "29000人", "29000"),
    ],
)
def test_what_is_put_right_is_reported(form: Form, text: str, value: str) -> None:
    parsed = Cells(form)[text]
    assert parsed.quantity == quantity(Fraction(value))
    assert parsed.trouble is not None
    assert parsed.trouble.code is Code.FIXED
    assert text in parsed.trouble.message
    assert value in parsed.trouble.message


@pytest.mark.parametrize("text", ["", " ", "　", "-", "—", "——", "–", "－", "/", "／", "无", "暂无", "暂 无", "未统计"])
def test_not_reported_is_never_zero(text: str) -> None:
    assert Cells(PEOPLE)[text] == Parsed(None)
    assert is_blank(text)


def test_zero_is_reported() -> None:
    assert Cells(PEOPLE)["0"] == Parsed(Quantity(0))
    assert not is_blank("0")


@pytest.mark.parametrize(
    ("form", "text", "code"),
    [
        *[(PEOPLE, text, Code.DITTO) for text in ("同上", "同 上", "〃", "”".replace("”", '"'), "Ditto")],
        *[
            (PEOPLE, text, Code.FORMULA_ERROR)
            for text in ("#REF!", "#DIV/0!", "#N/A", "#####", "=SUM(B2:B8)", "＃REF！")
        ],
        *[
            (PEOPLE, text, Code.NOT_A_NUMBER)
            for text in (
                *(
                    "1_000",
                    "nan",
                    "inf",
                    "1e5",
                    "1E5",
                    "0x10",
                    "٣",
                    "५",
                    "①",
                    "30²",
                    "½",
                    "Ⅳ",
                    "五十",
                    "约550",
                    "550左右",
                ),
                *(
                    "12 34",
                    "1,23",
                    "1,2345",
                    "1.2.3",
                    "5.",
                    ".5",
                    "--5",
                    "3-5",
                    "12/3",
                    "550人次",
                    "5个",
                    "5万元",
                    "7元",
                ),
                *("9" * 14, "9" * 40, "99999999999万", "1" * 5000),
            )
        ],
        (MONEY, "700万", Code.NOT_A_NUMBER),
        (said("人次", "万人"), "3", Code.NOT_A_NUMBER),
        (PEOPLE, "3.5", Code.FRACTION),
        (PEOPLE, "2.93456万", Code.FRACTION),
        (MONEY, "1.23456", Code.FRACTION),
        (MONEY, "0.5元", Code.FRACTION),
        (PEOPLE, "-3", Code.NEGATIVE),
        (MONEY, "-0.5", Code.NEGATIVE),
    ],
)
def test_what_must_not_be_guessed_is_refused(form: Form, text: str, code: Code) -> None:
    parsed = Cells(form)[text]
    assert parsed.quantity is None
    assert parsed.trouble is not None
    assert parsed.trouble.code is code
    assert text in parsed.trouble.message


@pytest.mark.parametrize(("form", "text"), [(SIGNED, "-3"), (PEOPLE, "2.9345万"), (MONEY, "1.2345"), (POINTS, "5.5")])
def test_what_only_looks_refusable_passes(form: Form, text: str) -> None:
    assert Cells(form)[text].quantity is not None


def test_two_units_of_money_in_a_heading_leave_a_bare_number_unread() -> None:
    cells = Cells(Form("万元", whole=False, said=frozenset(["元", "万元"])))
    assert cells["700"].quantity is None
    assert cells["700万元"].quantity == quantity(700)


def test_a_misplaced_number_is_refused_but_a_blank_is_not() -> None:
    misplaced = Cells(PEOPLE)["x"].trouble
    cells = Cells(Form("人", misplaced=misplaced))
    assert cells["5"] == Parsed(None, misplaced)
    assert cells["—"] == Parsed(None)


@pytest.mark.parametrize(
    ("text", "amount"), [("5", True), ("2.9万人", True), ("5%", True), ("3月", False), ("3组", False)]
)
def test_amounts_in_columns_that_are_not_understood(text: str, amount: bool) -> None:
    assert is_amount(text) is amount


WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@given(
    number=st.integers(0, 10**11),
    grouped=st.booleans(),
    wide=st.booleans(),
    unit=st.sampled_from(["", "人", " 人"]),
    around=st.sampled_from(["", " ", "　"]),
)
def test_numbers_survive_messy_spellings(number: int, grouped: bool, wide: bool, unit: str, around: str) -> None:
    digits = f"{number:,}" if grouped else str(number)
    text = around + (digits.translate(WIDE) if wide else digits) + unit + around
    assert Cells(PEOPLE)[text].quantity == quantity(number)


@given(number=st.integers(0, 10**9), text=st.just(""))
def test_ten_thousands_are_exact(number: int, text: str) -> None:
    written = f"{number // 10000}.{number % 10000:04d}万{text}"
    assert Cells(PEOPLE)[written].quantity == quantity(number)


@given(st.text(max_size=12))
def test_no_cell_makes_the_reader_fail(text: str) -> None:
    parsed = Cells(MONEY)[text]
    assert (parsed.quantity is None) or isinstance(parsed.quantity, int)


MARCH = Period(2023, 3)


@pytest.mark.parametrize(
    "text",
    [
        *("2023年3月", "2023年03月", "2023 年 3 月", "2023年3月份", "2023.03", "2023.3", "2023/3", "2023/03", "2023-3"),
        *("2023/3/31", "2023-03-31", "2023年3月31日", "2023-03-31 00:00:00", "20230331", "202303", "２０２３年３月"),
        *("3月", "03月", "3月份", "3"),
    ],
)
def test_months_are_put_right(text: str) -> None:
    period, trouble = read_period(text, 2023)
    assert period == MARCH
    assert trouble is not None
    assert trouble.code is Code.FIXED


def test_the_canonical_month_passes_without_a_word() -> None:
    assert read_period("2023-03", 2020) == (MARCH, None)
    assert read_period("2023.10", 2023)[0] == Period(2023, 10)


@pytest.mark.parametrize(
    "text",
    [
        "2023.1",
        "13月",
        "2023-13",
        "2023-00",
        "2023-02-30",
        "44986",
        "一季度",
        "1-3月",
        "23年3月",
        "٣月",
        "今年",
        "0000-01",
    ],
)
def test_what_is_no_month_is_refused(text: str) -> None:
    period, trouble = read_period(text, 2023)
    assert period is None
    assert trouble is not None
    assert trouble.code is Code.UNKNOWN_PERIOD


@pytest.mark.parametrize(
    "text",
    [
        "香水镇2023年3月就业情况统计表",
        "2023 年 3 月",
        "附件1 2023年3月.csv",
        "2023-03.csv",
        "香水镇202303.csv",
        "20230405_香水镇_2023年3月.csv",
        "3月报表",
        "2023年3月（4月2日报）",
    ],
)
def test_titles_and_names_state_a_month(text: str) -> None:
    assert named_periods(text, 2023) == {MARCH}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "填报日期：2023年4月2日",
        "2023-04-05.csv",
        "20230405.csv",
        "1—3月",
        "2023年1-3月",
        "2023年2月至2023年3月",
        "13月",
        "640424100203",
    ],
)
def test_days_and_spans_state_no_month(text: str) -> None:
    assert named_periods(text, 2023) == frozenset()


@pytest.mark.parametrize(
    ("text", "span"), [("2023年1-6月", "1-6月"), ("1至6月", "1至6月"), ("2023年6月", None), ("2023-06", None)]
)
def test_spans_of_months(text: str, span: str | None) -> None:
    assert named_span(text) == span
