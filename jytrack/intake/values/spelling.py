"""How written names are compared: widths, spaces and letter case make no difference."""

import unicodedata

UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
"""Characters that nobody sees and that come along when text is copied out of a chat or a web page."""

_WITHOUT_UNSEEN = str.maketrans("", "", UNSEEN)


def spelling(text: str) -> str:
    """The form under which `text` is looked up: NFKC, white space and unseen characters removed, casefolded.

    Source: intake.md, Layouts.
    """
    return "".join(unicodedata.normalize("NFKC", text.translate(_WITHOUT_UNSEEN)).casefold().split())
