from django.urls import path

from roles.views import roles

app_name = "roles"
urlpatterns = [
    path("roles/", roles.role_list, name="list"),
    path("roles/<slug:slug>/", roles.detail, name="detail"),
]
