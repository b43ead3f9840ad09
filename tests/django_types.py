"""Settings under which mypy reads our models; the program itself makes its settings as it starts."""

SECRET_KEY = "read by the type checker only"
INSTALLED_APPS = ["intercut.store"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
