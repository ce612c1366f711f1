"""Scores of answers: what was answered against what gold says."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.evaluate.answer import GoldAnswer, Names, PredictedAnswer
from kg.evaluate.scores import (
    AnswerScores,
    Confusion,
    ServesScore,
    Share,
    StatusScore,
    WrongAnswer,
    mean,
    share,
)
from kg.model.answer import Status

Asked = tuple[GoldAnswer, PredictedAnswer | None]
OPPOSITE = frozenset(
    {(Status.AVAILABLE, Status.UNAVAILABLE), (Status.UNAVAILABLE, Status.AVAILABLE)}
)


def score_answers(
    gold: Sequence[GoldAnswer], predicted: Sequence[PredictedAnswer]
) -> AnswerScores:
    """Compare answers with those of gold."""
    known = index(predicted)
    asked = [(answer, find(answer, known)) for answer in gold]
    statuses = [(g, p) for g, p in asked if g.status is not None]
    return AnswerScores(
        status=status_score(statuses),
        per_tag=accuracy_by_tag(statuses),
        serves=serves_score([(g, p) for g, p in asked if g.providers is not None]),
        errors=tuple(wrong_answer(g, p) for g, p in statuses if not right(g, p)),
    )


def index(predicted: Iterable[PredictedAnswer]) -> dict[object, PredictedAnswer]:
    """Put answers under all keys by which they can be asked for.

    Of two for one key the later counts; for the whole collection the first.
    """
    found: dict[object, PredictedAnswer] = {}
    for answer in predicted:
        if answer.id:
            found["id", answer.id] = answer
        document, *collection = answer.places
        found[document, answer.question.key] = answer
        for place in collection:
            found.setdefault((place, answer.question.key), answer)
    return found


def find(gold: GoldAnswer, known: Mapping[object, PredictedAnswer]) -> PredictedAnswer | None:
    """Find what was answered to a question, by its id first, then by what it asks."""
    keys = [("id", gold.id), *((place, gold.question.key) for place in gold.places)]
    return next((known[key] for key in keys if key in known), None)


def right(gold: GoldAnswer, predicted: PredictedAnswer | None) -> bool:
    """Tell whether a status is that of gold, or one that gold accepts."""
    return predicted is not None and predicted.status in {gold.status, *gold.accept}


def status_score(asked: Sequence[Asked]) -> StatusScore:
    """Count the statuses that are right, and what the others were taken for."""
    fine = [(g, p) for g, p in asked if right(g, p)]
    exact = sum(p is not None and p.status == g.status for g, p in asked)
    with_channel = [(g, p) for g, p in fine if g.channel]
    mixed = confusion(asked)
    return StatusScore(
        questions=len(asked),
        right=len(fine),
        accuracy=share(len(fine), len(asked)),
        exact_accuracy=share(exact, len(asked)),
        unanswered=sum(p is None for _, p in asked),
        channel_accuracy=share(
            sum(p is not None and g.channel in p.channels for g, p in with_channel),
            len(with_channel),
        ),
        opposite=sum(c.count for c in mixed if (c.expected, c.answered) in OPPOSITE),
        confusion=mixed,
    )


def confusion(asked: Sequence[Asked]) -> tuple[Confusion, ...]:
    """Count which status was given for which, the most frequent first."""
    pairs = Counter((str(g.status), p.status if p else None) for g, p in asked if not right(g, p))
    return tuple(
        Confusion(expected=expected, answered=answered, count=count)
        for (expected, answered), count in pairs.most_common()
    )


def accuracy_by_tag(asked: Sequence[Asked]) -> dict[str, Share]:
    """Give the share of right statuses for every tag of the questions."""
    tags = sorted({tag for gold, _ in asked for tag in gold.tags})
    tagged = {tag: [(g, p) for g, p in asked if tag in g.tags] for tag in tags}
    return {tag: share(sum(right(*c) for c in some), len(some)) for tag, some in tagged.items()}


def wrong_answer(gold: GoldAnswer, predicted: PredictedAnswer | None) -> WrongAnswer:
    """Show a wrong answer beside what it should be."""
    return WrongAnswer(
        question=gold.label,
        subject=gold.question.subject,
        region=gold.question.region,
        as_of=gold.question.as_of,
        expected=str(gold.status),
        answered=predicted.status if predicted else None,
    )


def serves_score(asked: Sequence[Asked]) -> ServesScore:
    """Average how well sets of providers were named."""
    named = [(g, p.providers if p else ()) for g, p in asked]
    return ServesScore(
        questions=len(named),
        precision=mean([provider_precision(g, said) for g, said in named]),
        recall=mean([provider_recall(g, said) for g, said in named]),
        forbidden_named=sum(among(s, g.must_not) for g, said in named for s in said),
    )


def provider_precision(gold: GoldAnswer, said: Sequence[Names]) -> float:
    """Give the share of named providers that are right; optional ones count neither way."""
    counted = [names for names in said if not among(names, gold.optional)]
    if not counted:
        return float(not gold.providers)
    return sum(among(names, gold.providers or ()) for names in counted) / len(counted)


def provider_recall(gold: GoldAnswer, said: Sequence[Names]) -> float:
    """Give the share of providers that were named."""
    if not gold.providers:
        return 1.0
    return sum(among(names, said) for names in gold.providers) / len(gold.providers)


def among(names: Names, others: Iterable[Names]) -> bool:
    """Tell whether one of the others has a name in common with these."""
    return any(names & other for other in others)
