"""What measuring gives: shares and counts, and the mistakes behind them."""

from collections.abc import Mapping, Sequence

from kg.model.value import Value

Share = float | None
"""A share of something, rounded to four places; none where there is nothing to share."""


class Score(Value):
    """Precision, recall and their harmonic mean, with the counts that they come from."""

    precision: Share
    recall: Share
    f1: Share
    matched: int
    predicted: int
    gold: int


class MeanScore(Value):
    """Precision and recall averaged over documents, so that a long one weighs like a note."""

    precision: Share
    recall: Share


class EvidenceScore(Value):
    """How many quotes stand in their document word for word, and how many spans give them."""

    checked: int
    exact: int
    exact_share: Share
    without_quote: int
    spans: int
    spans_right: int


class Mistake(Value):
    """A claim that was missed, invented or turned round, with the sentence behind it."""

    doc: str
    label: str
    polarity: str
    sentence: str | None


class ClaimErrors(Value):
    """The mistakes of an extraction; those of wrong polarity are as predicted."""

    wrong_polarity: tuple[Mistake, ...]
    missed_core: tuple[Mistake, ...]
    missed_background: tuple[Mistake, ...]
    invented: tuple[Mistake, ...]


class ClaimScores(Value):
    """How well claims were extracted.

    `strict` counts a met claim only where polarity and modality agree; `outside` are predictions
    for documents without gold, `repeated` those that say what another said, `met_optional` those
    that met a claim which counts neither way. The genre, publisher and language of documents and
    the evidence are there only where the documents were given.
    """

    documents: int
    outside: int
    repeated: int
    met_optional: int
    triples: Score
    strict: Score
    mean_over_documents: MeanScore
    core_recall: Share
    fields: Mapping[str, Share]
    wrong_polarity: int
    per_predicate: Mapping[str, Score]
    per_genre: Mapping[str, Score] = {}
    per_publisher: Mapping[str, Score] = {}
    per_language: Mapping[str, Score] = {}
    evidence: EvidenceScore | None = None
    errors: ClaimErrors


class Confusion(Value):
    """How often a status was given for another; none stands for no answer."""

    expected: str
    answered: str | None
    count: int


class StatusScore(Value):
    """How many statuses were right; `opposite` took available for unavailable or the reverse.

    `exact_accuracy` leaves out the other statuses that a gold answer accepts.
    """

    questions: int
    right: int
    accuracy: Share
    exact_accuracy: Share
    unanswered: int
    channel_accuracy: Share
    opposite: int
    confusion: tuple[Confusion, ...]


class ServesScore(Value):
    """How well "who serves" was answered, and how often one was named who must not be."""

    questions: int
    precision: Share
    recall: Share
    forbidden_named: int


class WrongAnswer(Value):
    """A question that was answered wrongly, or not at all."""

    question: str
    subject: str
    region: str
    as_of: str | None
    expected: str
    answered: str | None


class AnswerScores(Value):
    """How well questions about availability were answered."""

    status: StatusScore
    per_tag: Mapping[str, Share]
    serves: ServesScore
    errors: tuple[WrongAnswer, ...]


def share(part: int, whole: int) -> Share:
    """Divide, rounded; none where there is nothing to divide by."""
    return round(part / whole, 4) if whole else None


def mean(values: Sequence[float]) -> Share:
    """Average, rounded; none of nothing."""
    return round(sum(values) / len(values), 4) if values else None


def score(matched: int, predicted: int, gold: int) -> Score:
    """Weigh what was met against what was said and what there was to say."""
    return Score(
        precision=share(matched, predicted),
        recall=share(matched, gold),
        f1=share(2 * matched, predicted + gold),
        matched=matched,
        predicted=predicted,
        gold=gold,
    )
