"""Django settings: one machine, one person, no account. Everything movable by METIER_*."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from metier.core.errors import UsageError
from metier.core.paths import data_dir


def _secret_key() -> str:
    """Return METIER_SECRET_KEY, or the key kept in the data folder; without one, a new one."""
    given = os.environ.get("METIER_SECRET_KEY")
    if given:
        return given
    path = data_dir() / "secret-key"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    except OSError:
        return secrets.token_urlsafe(48)
    return path.read_text(encoding="utf-8")


def _database() -> dict[str, object]:
    """Return the database of METIER_DATABASE_URL; SQLite in the data folder by default."""
    url = os.environ.get("METIER_DATABASE_URL", "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data_dir() / "metier.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA busy_timeout=5000; "
                "PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise UsageError(
            "METIER_DATABASE_URL must start with postgresql://.", code="setting-invalid"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }


MODE = os.environ.get("METIER_MODE", "local")
if MODE != "local":
    raise UsageError(
        f"METIER_MODE={MODE!r} is not known.", code="setting-invalid", hint="Use 'local'."
    )

BASE = Path(__file__).parent
SECRET_KEY = _secret_key()
ACCESS_TOKEN = os.environ.get("METIER_TOKEN", "")
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
USE_X_FORWARDED_HOST = False
ROOT_URLCONF = "metier.web.urls"
WSGI_APPLICATION = "metier.web.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": _database()}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "metier.web.accounts",
    "metier.web.profiles",
    "metier.web.me.apps.MeConfig",
    "metier.web.team.apps.TeamConfig",
    "metier.web.jobs.apps.JobsConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "metier.web.middleware.security_headers",
    "django.middleware.locale.LocaleMiddleware",
    "metier.web.middleware.limit_body",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "metier.web.middleware.access_token",
    "metier.web.middleware.translate_errors",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE / "templates", BASE.parent / "core" / "report" / "templates"],
        "OPTIONS": {"environment": "metier.web.jinja.build_environment", "autoescape": True},
    }
]
STATIC_URL = "static/"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE / "locale"]
LANGUAGE_COOKIE_NAME = "metier_language"
LANGUAGE_COOKIE_AGE = 31_536_000
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "metier.web.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_MAX_MEMORY_SIZE = 26_000_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR"}},
}
