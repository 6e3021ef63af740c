from django.urls import path

from roles.views import choice, families, job_descriptions, roles

app_name = "roles"
urlpatterns = [
    path("roles/", roles.role_list, name="list"),
    path("roles/<slug:slug>/", roles.detail, name="detail"),
    path("roles/<slug:slug>/job-description/", job_descriptions.detail, name="job_description"),
    path(
        "roles/<slug:slug>/job-description.md",
        job_descriptions.as_markdown,
        name="job_description_markdown",
    ),
    path(
        "roles/<slug:slug>/job-description.txt",
        job_descriptions.as_text,
        name="job_description_text",
    ),
    path("families/<slug:slug>/", families.detail, name="family"),
    path("which-role/", choice.choose_family, name="choice"),
    path("which-role/<slug:slug>/", choice.choose_role, name="choice_of"),
]
