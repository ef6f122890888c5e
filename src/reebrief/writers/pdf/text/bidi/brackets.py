"""List brackets that belong together (BidiBrackets.txt of Unicode 15)."""

from __future__ import annotations

_BRACKETS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋\u2329\u232a❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘"
    "⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜\u3008\u3009《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)

PAIRS = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
"""The closing bracket of each opening one."""

SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}
"""Brackets that are another one by their canonical equivalence."""
