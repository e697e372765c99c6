"""In which language the window speaks: the system's, or the one the composer chose."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

CHOICES = ("system", "en", "zh_CN")


def language_of(choice: str, system: Sequence[str]) -> str:
    """Return ``en`` or ``zh_CN`` for a choice. ``system`` are the system's languages, the dearest first.

    >>> language_of("system", ["zh-Hans-CN", "en-GB"]), language_of("system", ["de-DE"]), language_of("en", ["zh-CN"])
    ('zh_CN', 'en', 'en')
    """
    if choice != "system":
        return choice if choice in CHOICES else "en"
    # Whoever reads traditional characters reads simplified ones more easily than English.
    return "zh_CN" if system and system[0].replace("_", "-").split("-")[0] == "zh" else "en"


def install(application: QCoreApplication, choice: str) -> list[QTranslator]:
    """Let the window, and what Qt itself says in it, speak the chosen language. Call it before the window is made.

    Return what was installed, so that it can be taken away again. Where Qt brings no translation of its own its few
    words stay English.
    """
    language = language_of(choice, QLocale.system().uiLanguages())
    installed: list[QTranslator] = []
    if language == "en":
        return installed
    own = str(files("resources") / "translations")
    for folder, name in ((QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase"), (own, "segue")):
        translator = QTranslator(application)
        if translator.load(f"{name}_{language}", folder) and application.installTranslator(translator):
            installed.append(translator)
    return installed
