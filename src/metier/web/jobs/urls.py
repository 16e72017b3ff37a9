"""Addresses of long work."""

from django.urls import path

from metier.web.jobs import views

urlpatterns = [
    path("me/jobs/", views.jobs, name="me-jobs"),
    path("me/jobs/<str:job_id>/", views.job, name="me-job"),
    path("me/jobs/<str:job_id>/cancel/", views.cancel, name="me-job-cancel"),
    path("me/jobs/<str:job_id>/file", views.file, name="me-job-file"),
    path("me/report/pdf/", views.report_pdf, name="me-report-pdf"),
]
