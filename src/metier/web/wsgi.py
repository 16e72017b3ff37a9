"""The WSGI application, with the worker for long work beside it in the same process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "metier.web.settings")
application = get_wsgi_application()

from metier.web.jobs.worker import Worker  # noqa: E402 models need Django set up

Worker().start()
