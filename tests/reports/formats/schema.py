"""The order in which WordprocessingML (ECMA-376, Part 1, Annex A) has the children of an element."""

from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BORDERS = "top left start bottom right end insideH insideV"
ORDER = {
    name: children.split()
    for name, children in {
        "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
        "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
        "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
        "vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
        "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
        "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign "
        "hideMark",
        "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
        "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
        "pBdr": "top left bottom right between bar",
        "tblBorders": _BORDERS,
        "tcBorders": _BORDERS + " tl2br tr2bl",
        "tblCellMar": "top left start bottom right end",
        "tbl": "tblPr tblGrid tr",
        "tr": "tblPrEx trPr tc",
        "tc": "tcPr p tbl",
        "p": "pPr r",
        "r": "rPr t br tab fldChar instrText",
        "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat "
        "locked rsid pPr rPr tblPr trPr tcPr tblStylePr",
        "styles": "docDefaults latentStyles style",
        "docDefaults": "rPrDefault pPrDefault",
        "settings": "writeProtection view zoom mirrorMargins evenAndOddHeaders characterSpacingControl footnotePr "
        "compat rsids themeFontLang clrSchemeMapping",
        "font": "altName panose1 charset family notTrueType pitch sig",
        "body": "p tbl sectPr",
    }.items()
}
_MIXED = {"tc", "body", "r"}
"""What holds blocks, or pieces of text, in any order, but for what stands first and last."""

_ANY = {"trPr": {"cantSplit", "trHeight", "tblHeader"}}


def disorders(root: Element) -> list[str]:
    """What stands where the schema has no place for it."""
    found = []
    for element in root.iter():
        name = element.tag.removeprefix(W)
        children = [child.tag.removeprefix(W) for child in element]
        if name in _ANY:
            found += [f"{name}/{child}" for child in children if child not in _ANY[name]]
            continue
        if name not in ORDER:
            continue
        order = ORDER[name]
        found += [f"{name}/{child}" for child in children if child not in order]
        places = [order.index(child) for child in children if child in order]
        if name in _MIXED:
            ends = [places.index(0) == 0] if 0 in places and name != "body" else [True]
            ends.append(name != "body" or children[-1:] == ["sectPr"])
            ends.append(name != "tc" or children[-1:] == ["p"])
            found += [name] * (not all(ends))
        else:
            found += [f"{name}: {' '.join(children)}"] * (places != sorted(places))
        if name in ("pPr", "rPr", "tblPr", "tcPr") and len(set(children)) < len(children):
            found.append(f"{name} twice: {' '.join(children)}")
    return found
