from django.urls import path

from interviews.views import comparison, kits

app_name = "interviews"
urlpatterns = [
    path("compare/", comparison.comparison, name="comparison"),
    path("kits/", kits.kit_list, name="kit_list"),
    path("kits/<slug:slug>/", kits.detail, name="kit_detail"),
    path("kits/<slug:slug>/publish/", kits.publish, name="kit_publish"),
    path("kits/<slug:slug>/revisions/<int:number>/", kits.revision, name="revision_detail"),
    path("kits/<slug:slug>/revisions/<int:number>/kit.json", kits.as_json, name="revision_json"),
]
