from django.urls import path, register_converter

from scorecards.views import home, leaflets, openings, questions, sheets, trials


class ReferenceConverter:
    """The reference of an opening, as the database allows it."""

    regex = "[A-Za-z0-9][A-Za-z0-9._-]*"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(ReferenceConverter, "reference")

app_name = "scorecards"
urlpatterns = [
    path("", home.home, name="home"),
    path("openings/", openings.opening_list, name="opening_list"),
    path("openings/<reference:reference>/", openings.detail, name="opening_detail"),
    path("openings/<reference:reference>/packet.pdf", sheets.packet, name="packet"),
    path("interviews/<int:pk>/scorecard.pdf", sheets.own_scorecard, name="own_scorecard"),
    path("interviews/<int:pk>/guide.pdf", sheets.own_guide, name="own_guide"),
    path("kits/<slug:slug>/draft/guide.pdf", sheets.draft_guide, name="draft_guide"),
    path("kits/<slug:slug>/draft/scorecard.pdf", sheets.draft_scorecard, name="draft_scorecard"),
    path("kits/<slug:slug>/revisions/<int:number>/guide.pdf", sheets.guide, name="guide"),
    path(
        "kits/<slug:slug>/revisions/<int:number>/scorecard.pdf",
        sheets.scorecard,
        name="scorecard",
    ),
    path(
        "kits/<slug:slug>/draft/rounds/<slug:key>/try/", trials.of_draft, name="draft_round_trial"
    ),
    path(
        "kits/<slug:slug>/revisions/<int:number>/rounds/<slug:key>/try/",
        trials.of_revision,
        name="round_trial",
    ),
    path("questions/preview/<slug:sheet>.pdf", questions.sheet, name="question_sheet"),
    path("compare/comparison.pdf", leaflets.comparison, name="comparison"),
    path(
        "roles/<slug:slug>/job-description.pdf",
        leaflets.job_description,
        name="job_description",
    ),
]
