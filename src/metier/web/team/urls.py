"""Addresses of the team pages."""

from django.urls import path

from metier.web.team import views

urlpatterns = [
    path("team/", views.index, name="team"),
    path("team/take-in/", views.take_in, name="team-take-in"),
    path("team/<str:team_id>/", views.matrix, name="team-matrix"),
    path("team/<str:team_id>/needs/", views.needs, name="team-needs"),
    path("team/<str:team_id>/needs/set/", views.needs_set, name="team-needs-set"),
    path("team/<str:team_id>/people/", views.people, name="team-people"),
    path("team/<str:team_id>/people/<str:person>/", views.person, name="team-person"),
    path(
        "team/<str:team_id>/people/<str:person>/remove/",
        views.person_remove,
        name="team-person-remove",
    ),
    path(
        "team/<str:team_id>/people/<str:person>/export/",
        views.person_export,
        name="team-person-export",
    ),
    path("team/<str:team_id>/export/", views.export, name="team-export"),
    path("team/<str:team_id>/erase/", views.erase, name="team-erase"),
]
