"""All addresses."""

from django.urls import include, path

from metier.web.explore import finding
from metier.web.explore import views as explore
from metier.web.profiles import views as profiles
from metier.web.start import views as start

handler400 = "metier.web.errors.bad_request"
handler404 = "metier.web.errors.not_found"
handler500 = "metier.web.errors.server_error"

urlpatterns = [
    path("", start.home, name="home"),
    path("health", start.health, name="health"),
    path("answer/", start.analyze, name="analyze"),
    path("answer/<str:work_id>/", start.result, name="result"),
    path("answer/<str:work_id>/correct/", start.correct, name="correct"),
    path("answer/<str:work_id>/report.html", start.download, name="download"),
    path("answer/<str:work_id>/forget/", start.forget, name="forget"),
    path("answer/<str:work_id>/keep/", profiles.keep, name="keep"),
    path("start/", start.start, name="start"),
    path("start/repository/", start.repository, name="start-repository"),
    path("start/questions/", start.questions, name="start-questions"),
    path("start/new/", start.newcomer, name="start-new"),
    path("", include("metier.web.me.urls")),
    path("roles/", explore.roles, name="roles"),
    path("roles/<str:role_id>/", explore.role, name="role"),
    path("skills/", explore.skills, name="skills"),
    path("skills/<str:skill_id>/", explore.skill, name="skill"),
    path("paths/", explore.paths, name="paths"),
    path("network/", explore.network, name="network"),
    path("source/", explore.source, name="source"),
    path("privacy/", explore.privacy, name="privacy"),
    path("search/", finding.search, name="search"),
    path("glossary/", finding.glossary, name="glossary"),
    path("language/", finding.language, name="language"),
]
