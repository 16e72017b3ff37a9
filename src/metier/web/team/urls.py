"""Addresses of the team pages."""

from django.urls import path

from metier.web.team import progress, reading, report, roles, training, views

urlpatterns = [
    path("team/", reading.index, name="team"),
    path("team/take-in/", reading.take_in, name="team-take-in"),
    path("team/<str:team_id>/", views.matrix, name="team-matrix"),
    path("team/<str:team_id>/read/", reading.taken_in, name="team-read"),
    path("team/<str:team_id>/needs/", views.needs, name="team-needs"),
    path("team/<str:team_id>/needs/set/", views.needs_set, name="team-needs-set"),
    path("team/<str:team_id>/invest/", training.training, name="team-invest"),
    path("team/<str:team_id>/progress/", progress.progress, name="team-progress"),
    path("team/<str:team_id>/report/", report.report, name="team-report"),
    path("team/<str:team_id>/report/file", report.report_file, name="team-report-file"),
    path("team/<str:team_id>/roles/", roles.roles, name="team-roles"),
    path("team/<str:team_id>/roles/<str:kind>.<str:form>", roles.role_file, name="team-role-file"),
    path("team/<str:team_id>/people/", views.people, name="team-people"),
    path("team/<str:team_id>/people/<str:person>/", progress.person, name="team-person"),
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
