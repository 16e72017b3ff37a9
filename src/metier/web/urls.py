"""All addresses."""

from django.urls import include, path

from metier.web.explore import docs, finding, maps, roles, skills, tables
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
    path("", include("metier.web.jobs.urls")),
    path("", include("metier.web.me.urls")),
    path("", include("metier.web.team.urls")),
    path("roles/", roles.roles, name="roles"),
    path("roles/<str:role_id>/", roles.role, name="role"),
    path("skills/", skills.skills, name="skills"),
    path("skills/<str:skill_id>/", skills.skill, name="skill"),
    path("compare/", tables.compare, name="compare"),
    path("map/", maps.map_page, name="map"),
    path("map/data.json", maps.map_data, name="map-data"),
    path("pay/", tables.pay, name="pay"),
    path("demand/", tables.demand, name="demand"),
    path("paths/", explore.paths, name="paths"),
    path("network/", explore.network, name="network"),
    path("source/", explore.source, name="source"),
    path("privacy/", explore.privacy, name="privacy"),
    path("search/", finding.search, name="search"),
    path("glossary/", finding.glossary, name="glossary"),
    path("docs/", docs.docs, name="docs"),
    path("docs/<path:path>/", docs.document, name="document"),
    path("language/", finding.language, name="language"),
]
