"""Words that weigh little or mean a number in a name, and spellings that are one word."""

FILLING = frozenset(
    "a al an and at by de del der des di do du e el et for fur fuer i in la las le les los of on "
    "pour the to und van von y".split()
)
"""Words that hold a name together and tell nobody apart."""

KINDS = frozenset(
    "co company corp corporation enterprise enterprises firm gruppe group holding holdings "
    "unternehmen".split()
)
"""Words that say that a name is a company's; they come and go with the writer."""

GENERAL = frozenset(
    "academy agency authority asset association bank banking bureau business capital center "
    "centre chemical china chinese commercial commission committee communications construction "
    "council data department digital economic electronics energy engineering equipment federal "
    "finance financial foundation fund general global government health heavy industrial "
    "industries industry information institute insurance international investment investments "
    "laboratory limited management manufacturing mining ministry motor motors national office "
    "oil partners petroleum power pro public research resources royal school science sciences "
    "securities service services society software solutions state steel systems technologies "
    "technology telecom trade trading trust union united university world".split()
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

TITLES = frozenset(
    "dr herr lady lord madame monsieur mr mrs ms president prof professor prasident shaikh "
    "sheikh sir".split()
)
"""What stands before a person's name and is no part of it."""

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
).split()
NUMBERS = (
    {word: value for value, word in enumerate(UNITS)}
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
