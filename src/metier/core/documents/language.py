"""Which language a text is in, told from its script and its commonest words.

A trained identifier takes a second to load, longer than reading the document may take, and
the answer is only used to warn that the reader of skills knows English best.
"""

import re

_WORDS = {
    "en": "the and of to in for with on is was that by from as at an are this have",
    "de": "und der die das von mit für im den zu des auf ist eine bei als nicht dem sowie",
    "fr": "et de la le les des du en un une pour dans sur avec au par est aux vous",
    "es": "y de la el los en las del con para por una un que es como más sus al",
    "it": "e di il la per con in del della che un una dei le sono nel gli alla da",
    "pt": "e de da do em para com os as dos na no uma um que das por ao mais",
    "nl": "en de het van een in met voor op te aan door zijn bij als naar om dat",
    "pl": "i w z na do oraz od się dla przez jest po o za że jako lub przy",
    "sv": "och att i det som en på är av för med till den har om inom ett samt",
}
_SETS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_SCRIPTS = (
    ("he", "\u0590", "\u05ff"),
    ("ar", "\u0600", "\u06ff"),
    ("ru", "\u0400", "\u04ff"),
    ("el", "\u0370", "\u03ff"),
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7af"),
    ("zh", "\u4e00", "\u9fff"),
    ("th", "\u0e00", "\u0e7f"),
    ("hi", "\u0900", "\u097f"),
)
_WORD = re.compile(r"[^\W\d_]+")


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`, or "und" when it cannot be told."""
    sample = text[:20_000]
    letters = [char for char in sample if char.isalpha()]
    if len(letters) < 20:
        return "und"
    for code, low, high in _SCRIPTS:
        if sum(low <= char <= high for char in letters) > len(letters) * 0.3:
            return code
    words = [word.lower() for word in _WORD.findall(sample)]
    counts = {code: sum(word in known for word in words) for code, known in _SETS.items()}
    best = max(counts, key=lambda code: counts[code])
    if counts[best] >= max(2, len(words) * 0.02):
        return best
    ascii_share = sum(char.isascii() for char in letters) / len(letters)
    return "en" if ascii_share > 0.98 and len(words) >= 20 else "und"
