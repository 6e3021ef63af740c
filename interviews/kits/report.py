"""What came out of assembling, as an object for programmes and as a table for people."""

from collections.abc import Iterator
from typing import Any

from interviews import assembly
from interviews.kits.assembling import reasons_in_words


def report_of(problem: assembly.Problem, result: assembly.Result) -> dict[str, Any]:
    """What came out, ready for JSON. Times in minutes, `seconds` those of the search."""
    asked = assembly.asked(problem, result.placement)
    return {
        "status": "optimal" if result.is_feasible else "infeasible",
        "proven": result.proven,
        "seconds": round(result.seconds, 3),
        "objective": list(result.objective or ()),
        "rounds": [
            {
                "name": round_.name,
                "minutes": round_.minutes,
                "raters": round_.raters,
                "opening": round_.opening,
                "closing": round_.closing,
                "questions": [
                    {
                        "slug": question.slug,
                        "competency": question.competency,
                        "type": question.type,
                        "minutes": question.minutes,
                    }
                    for question in asked[round_.key]
                ],
            }
            for round_ in problem.rounds
        ],
        "coverage": {row.slug: _coverage(row, problem, asked) for row in problem.competencies},
        "reasons": [] if result.is_feasible else reasons_in_words(result, problem),
    }


def _coverage(competency, problem, asked):
    about = [
        (round_, sum(q.scored and q.competency == competency.slug for q in asked[round_.key]))
        for round_ in problem.rounds
    ]
    return {
        "weight": competency.weight,
        "essential": competency.essential,
        "questions": sum(number for _round, number in about),
        "raters": sum(round_.raters for round_, number in about if number),
    }


def lines_of(report: dict[str, Any]) -> Iterator[str]:
    """A report as a table for people, line by line."""
    if report["reasons"]:
        yield "No kit fits these rounds:"
        yield from (f"  {reason}" for reason in report["reasons"])
        return
    for round_ in report["rounds"]:
        yield from _round_table(round_)
    width = max(map(len, report["coverage"]))
    yield f"{'Competency':<{width}}  weight  questions  raters"
    for slug, row in report["coverage"].items():
        essential = "  essential" if row["essential"] else ""
        figures = f"{row['weight']:>6}  {row['questions']:>9}  {row['raters']:>6}"
        yield f"{slug:<{width}}  {figures}{essential}"
    looks, types, excess, spare = report["objective"]
    yield ""
    yield (
        f"Objective: {looks} weighted looks, {types} kinds of question, {excess} askings above the "
        f"least, {spare} minutes unused at most."
    )
    proof = "No better kit exists" if report["proven"] else "The best kit found, not proven best"
    yield f"{proof}; searched for {report['seconds']:.2f} s."
    if published := report.get("published"):
        yield (
            f"Published {published['kit']}, revision {published['revision']}, "
            f"digest {published['digest']}."
        )


def _round_table(round_) -> Iterator[str]:
    used = sum(question["minutes"] for question in round_["questions"])
    used += round_["opening"] + round_["closing"]
    raters = "1 rater" if round_["raters"] == 1 else f"{round_['raters']} raters"
    yield f"{round_['name']}: {used} of {round_['minutes']} minutes, {raters}"
    yield f"  {round_['opening']:>3}  opening"
    width = max((len(question["slug"]) for question in round_["questions"]), default=0)
    for question in round_["questions"]:
        kind = question["type"].replace("_", "-")
        about = f", {question['competency']}" if question["competency"] else ""
        yield f"  {question['minutes']:>3}  {question['slug']:<{width}}  {kind}{about}"
    yield f"  {round_['closing']:>3}  closing"
    yield ""
