"""Numbers of telephones and identity cards are found however they are written, and amounts are none."""

import pytest

from jytrack.intake.values.personal import is_personal, masked
from tests.intake.sample import read

# Made up: no such card, and no such telephone.
PERSONAL = [
    *("13800001234", "138 0000 1234", "138-0000-1234", "138.0000.1234", "138–0000–1234", "138—0000—1234"),
    *("138  0000  1234", "1380 0001 234", "138 00001234", "1380000 1234", "13 8000 01234", "1 3 8 0 0 0 0 1 2 3 4"),
    *(
        "8613800001234",
        "+8613800001234",
        "+86 138 0000 1234",
        "+86-138-0000-1234",
        "008613800001234",
        "0086 13800001234",
    ),
    *("(86)13800001234", "（+86）138-0000-1234", "(138)00001234", "（138）0000 1234", "[138]0000-1234", "013800001234"),
    *(
        "138\n00001234",
        "138\r\n0000\r\n1234",
        "138\u20090000\u20091234",
        "138\u00a00000\u00a01234",
        "138\u30000000\u30001234",
    ),
    *(
        "1380000\u200b1234",
        "138\u00ad0000\u00ad1234",
        "138·0000·1234",
        "138_0000_1234",
        "138/0000/1234",
        "138,0000,1234",
    ),
    *(
        "13,800,001,234",
        "１３８００００１２３４",
        "①③⑧⓪⓪⓪⓪①②③④",
        "一三八〇〇〇〇一二三四",
        "张某13800001234转2",
        "tel13800001234",
    ),
    *("138−0000−1234", "13800001234.5", "0954-5010000、13800001234"),
    *(
        "110101190001011234",
        "11010119000101123X",
        "110101 19000101 123x",
        "110101-1900-0101-1234",
        "１１０１０１１９０００１０１１２３Ｘ",
    ),
    *("110101900101123", "110101 900101 123", "身份证110101900101123"),
]
OTHERS = [
    "9ae2bdd7beedc2e766c6b76585530e16925115707dc7a06ab5ee4aa2776b2c7b",  # a sha256, as a returned copy bears it
    *(
        "640424100203",
        "1380000000",
        "138000000000",
        "12800000000",
        "0954-5010000",
        "2023-03-31 12:00",
        "6222021380000123412",
    ),
    *("138.57142857", "13.800001234", "15.123456789%", "150、3000、1200", "150,300,120,45", "1 3 5 7 9 11 13 15"),
    *("2023年1—3月", "2023-01-31至2023-02-28", "2023.01.13-2023.02.15", "", "1234567890", "91640424MA75X1234X"),
]


@pytest.mark.parametrize("number", PERSONAL)
def test_every_way_of_writing_a_number_is_found_and_masked(number: str) -> None:
    assert is_personal(number)
    assert is_personal(f"联系 {number} 王某")
    assert not is_personal(masked(f"香水镇{number}号"))
    assert masked(f"香水镇{number}").startswith("香水镇")


@pytest.mark.parametrize("text", OTHERS)
def test_other_long_numbers_are_none(text: str) -> None:
    assert not is_personal(text)
    assert masked(text) == text


def test_there_are_forty_forms() -> None:
    assert len(set(PERSONAL)) >= 40


MONEY = "乡镇,指标,月份,本月数\n人社局,创业担保贷款发放,2023-03,{}\n"


@pytest.mark.parametrize("amount", ["15000000000", "13,800,001,234", "19999999999.5"])
def test_an_amount_of_money_may_have_as_many_digits_as_a_telephone(amount: str) -> None:
    written = f'"{amount}"' if "," in amount else amount
    sheet = read(MONEY.format(written), confirmed=True)
    assert [entry.month for entry in sheet.entries] == [int(float(amount.replace(",", "")) * 10_000)]


def test_a_telephone_is_no_amount_where_people_are_counted_or_where_it_is_longer() -> None:
    for number in ("13800001234", '"13,800,001,234"', "138 0000 1234"):
        sheet = read(f"乡镇,指标,月份,本月数\n香水镇,城镇新增就业,2023-03,{number}\n")
        assert [problem.code for problem in sheet.problems] == ["personal-data"]
        assert "1234" not in repr(sheet)
    identity = read(MONEY.format("110101190001011234"))
    assert [problem.code for problem in identity.problems] == ["personal-data"]


def test_a_bare_roster_is_refused_for_what_it_is() -> None:
    sheet = read("王某,13800001234\n李某,13900001234\n")
    assert [(problem.code, problem.row) for problem in sheet.problems] == [("personal-data", 1), ("personal-data", 2)]
