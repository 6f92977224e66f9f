"""The object for programs is written as the standard library writes it, only faster."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.values.words import Colour
from jytrack.reports.formats.json import render
from jytrack.reports.values.document import JsonValue

scalars = st.one_of(
    st.text(), st.integers(), st.booleans(), st.none(),
    st.sampled_from(Colour),
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)),
    max_leaves=20,
)


@given(st.dictionaries(st.text(max_size=5), values, max_size=4))
def test_as_the_standard_library_writes_it(data: dict[str, JsonValue]) -> None:
    expected = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    assert render(data) == expected.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("text", ["1123456789012.3456", "127272727272.727273", "-0.000001", "1000000000000000.5"])
def test_a_decimal_is_written_digit_by_digit(text: str) -> None:
    assert render({"value": Decimal(text)}) == f'{{\n  "value": {text}\n}}\n'.encode()


@pytest.mark.parametrize("value", [0.5, float("nan"), float("inf")])
def test_a_float_is_refused(value: float) -> None:
    with pytest.raises(TypeError, match="no exact number"):
        render({"value": value})  # type: ignore[dict-item]
