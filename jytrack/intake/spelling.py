"""How written names are compared: widths, spaces and letter case make no difference."""

import unicodedata


def spelling(text: str) -> str:
    """The form under which `text` is looked up: NFKC, all white space removed, casefolded (intake.md, Layouts)."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
