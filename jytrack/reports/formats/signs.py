"""Signs for terminals that draw some of ours two cells wide, as old Chinese ones do, or not at all."""

SPELLED = str.maketrans(
    {"≥": ">=", "≤": "<=", "≠": "!=", "…": "...", "→": "->", "⇒": "=>"}
    | {chr(0x2460 + place): f"({place + 1})" for place in range(20)}
)
"""What takes several letters, which a table has to know before it measures."""

SIGNS = str.maketrans("─│█▌■□★☆※·—–“”‘’×÷±°√", "-|#=*o**+.--\"\"''x/~ov")
"""What takes one letter."""
