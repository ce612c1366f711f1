"""Words that weigh little or mean a number in a name, and spellings that are one word."""


def in_order(words: str) -> list[str]:
    """Read words that stand in one text."""
    return words.split()


def several(words: str) -> frozenset[str]:
    """Read a set of words that stand in one text."""
    return frozenset(words.split())


FILLING = several(
    """
    a al an and at by de del der des di do du e el et for fur fuer i in la las le les los of on
    pour the to und van von y
    """
)
"""Words that hold a name together and tell nobody apart."""

KINDS = several(
    """
    co company corp corporation enterprise enterprises firm gruppe group holding holdings
    unternehmen
    """
)
"""Words that say that a name is a company's; they come and go with the writer."""

GENERAL = several(
    """
    academy affairs agency agriculture asset assets association authority bank banking bureau
    business capital center chemical china chinese commerce commercial commission committee
    communication communications competition construction consumer council cyberspace data defense
    department development digital economic economy education electronics energy engineering
    environment equipment federal finance financial foreign foundation fund general global
    government health heavy home industrial industries industry information innovation institute
    insurance interior internal international internet investment investments justice labor
    laboratory law limited management manufacturing mining ministry motor motors national office
    oil partners petroleum planning power privacy protection public regulation regulator
    regulatory research resources royal safety school science sciences secretariat securities
    security service society software solutions state steel system taxation technology telecom
    telecommunications trade trading transport treasury trust union united university welfare
    world
    """
)
"""Words that thousands of names share: two names that agree in these alone agree in nothing."""

SAME = {
    "labour": "labor", "organisation": "organization", "intl": "international",
    "centre": "center", "defence": "defense", "programme": "program", "tech": "technology",
    "technologies": "technology", "systems": "system", "services": "service", "dept": "department",
    "univ": "university", "mfg": "manufacturing", "govt": "government", "natl": "national",
    "bros": "brothers", "assoc": "association", "us": "united states", "usa": "united states",
    "uk": "united kingdom", "saint": "st", "mohamed": "muhammad", "mohammed": "muhammad",
    "mohammad": "muhammad", "muhammed": "muhammad", "ibn": "bin", "ben": "bin",
}  # fmt: skip
"""Spellings and short forms of one word."""

TITLES = several(
    """
    dr herr lady lord madame monsieur mr mrs ms prasident president prof professor shaikh sheikh
    sir
    """
)
"""What stands before a person's name and is no part of it."""

NUMBERED = in_order(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
    """
)
TENS = in_order("twenty thirty forty fifty sixty seventy eighty ninety")
ORDINALS = in_order("first second third fourth fifth sixth seventh eighth ninth tenth")
NUMBERS = (
    {word: value for value, word in enumerate(NUMBERED)}
    | {word: 10 * value for value, word in enumerate(TENS, start=2)}
    | {word: value for value, word in enumerate(ORDINALS, start=1)}
    | {"fourty": 40}
)
"""Number words, cardinal and ordinal, with what they count."""

LEGAL = {
    "股份有限公司": "jsc", "有限责任公司": "llc", "有限責任公司": "llc", "有限公司": "llc",
    "株式会社": "jsc", "(株)": "jsc", "合同会社": "llc", "有限会社": "llc",
    "주식회사": "jsc", "(주)": "jsc", "유한회사": "llc",
}  # fmt: skip
"""Legal forms that are written without a space before them, which `rigour` does not know."""
