"""Sheets as PDF."""


def _stub(request, **kwargs): ...


packet = own_scorecard = own_guide = draft_guide = draft_scorecard = guide = scorecard = _stub
