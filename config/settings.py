"""The one settings file. The environment is read here and nowhere else; README.md lists it."""

import os
from pathlib import Path
from urllib.parse import quote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from config.letters import email_settings, sender, site_url

# On a busy machine numpy's threads wait for one another; one each is ten times quicker for the
# short texts that the advice on wording looks at. It has to be said before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def _switch(name, default=False):
    """An environment variable that is on or off; a word that is neither is refused."""
    word = os.environ.get(name, "").strip().lower()
    if word in ("1", "true", "t", "yes", "y", "on", "ok"):
        return True
    if word in ("0", "false", "f", "no", "n", "off"):
        return False
    if not word:
        return default
    raise ImproperlyConfigured(f"{name} is {word!r}; write 1 or 0.")


DEFAULT_SECRET_KEY = "insecure-key-for-trying-evenhand-out"

# A trial on one's own machine: demo logins and the default key are allowed. Off unless asked for,
# so that a server that was started without thinking is a strict one.
DEMO = _switch("DEMO")
DEBUG = _switch("DEBUG")
# Read as it stands: a random key may begin with a dollar sign, which environ would follow.
SECRET_KEY = os.environ.get("SECRET_KEY", "").strip() or DEFAULT_SECRET_KEY
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Everything that grows lives here: the SQLite database and the PDFs that commands write.
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var"))).expanduser()

INSTALLED_APPS = [
    "scorecards",
    "interviews",
    "roles",
    "config",
    "crispy_forms",
    "crispy_bootstrap5",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "config.middleware.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.NothingIsKeptMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context_processors.navigation",
            ],
        },
    }
]

SQLITE_FILE = DATA_DIR / "evenhand.sqlite3"
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{quote(str(SQLITE_FILE))}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        ),
    }
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
else:
    # Threads of one process share a few connections; a lost one is noticed before it is used.
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": 8,
        "timeout": 10,
    }
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGIN_URL = reverse_lazy("login")
LOGIN_REDIRECT_URL = reverse_lazy("scorecards:home")
LOGOUT_REDIRECT_URL = reverse_lazy("login")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
TIME_ZONE = env("TIME_ZONE", default="UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.storage.ManifestStaticFilesStorage"
    },
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Named and shaped as in Django 6, so that an upgrade deletes our middleware.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# A trial runs on plain http at localhost; anything else is behind TLS unless the owner says not.
HTTPS = _switch("HTTPS", default=not (DEMO or DEBUG))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Subdomains and preload lists concern more than this site: the domain's owner decides in the proxy.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if _switch("TRUST_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_HTTPONLY = True

# What somebody says of a change may be longer than a line.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# Where people reach the site, for the links in letters, which no request carries.
_HOST = ALLOWED_HOSTS[0].lstrip(".").replace("*", "localhost") if ALLOWED_HOSTS else "localhost"
_ORIGIN = f"https://{_HOST}" if HTTPS else f"http://{_HOST}:{env('PORT', default='8000')}"
SITE_URL = site_url(env("SITE_URL", default=_ORIGIN))

# Letters are written into a folder unless EMAIL_URL names a server. Never sent inside a request.
vars().update(email_settings(os.environ.get("EMAIL_URL", ""), folder=DATA_DIR / "mail"))
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = SERVER_EMAIL = sender(
    env("EMAIL_FROM", default=f"Evenhand <evenhand@{urlsplit(SITE_URL).hostname}>")
)

# Candidates' papers. No address serves this folder; a view gives a file to those who may see it.
MEDIA_ROOT = DATA_DIR / "files"
MEDIA_URL = "nothing-is-served-from-here/"
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
PAPERS_MAX_BYTES = 10 * 1024 * 1024
# A scorecard of forty questions with every follow-up and indicator is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Work too long for a request. A worker, `manage.py db_worker`, takes it from the database.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# A library file is text; five megabytes is some forty times the sales library.
LIBRARY_FILE_MAX_BYTES = 5 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
