from django.urls import path

from interviews.views import advice, comparison, competencies, kits, questions

app_name = "interviews"
urlpatterns = [
    path("compare/", comparison.comparison, name="comparison"),
    path("questions/", questions.question_list, name="question_list"),
    path("propose-question/", questions.propose, name="question_propose"),
    path("propose-question/advice/", advice.proposal_advice, name="proposal_advice"),
    path("questions/<slug:slug>/", questions.detail, name="question_detail"),
    path("questions/<slug:slug>/add-to-kit/", questions.add_to_kit, name="question_add_to_kit"),
    path("competencies/<slug:slug>/", competencies.detail, name="competency_detail"),
    path("kits/", kits.kit_list, name="kit_list"),
    path("kits/<slug:slug>/", kits.detail, name="kit_detail"),
    path("kits/<slug:slug>/publish/", kits.publish, name="kit_publish"),
    path("kits/<slug:slug>/revisions/<int:number>/", kits.revision, name="revision_detail"),
    path("kits/<slug:slug>/revisions/<int:number>/kit.json", kits.as_json, name="revision_json"),
]
