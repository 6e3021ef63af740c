from django.urls import path

from interviews.views import kits

app_name = "interviews"
urlpatterns = [
    path("", kits.kit_list, name="kit_list"),
    path("<slug:slug>/", kits.detail, name="kit_detail"),
    path("<slug:slug>/publish/", kits.publish, name="kit_publish"),
    path("<slug:slug>/revisions/<int:number>/", kits.revision, name="revision_detail"),
    path("<slug:slug>/revisions/<int:number>/kit.json", kits.as_json, name="revision_json"),
]
