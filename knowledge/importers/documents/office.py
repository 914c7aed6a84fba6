"""Files of other programs (.doc, .wps, .rtf, .odt; .xls, .et, .ods), by LibreOffice.

It runs with a profile of its own, which is thrown away, and which forbids macros, links to
other files and the network. A file that is a zip is looked over first.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from knowledge.importers.documents.blocks import DocumentError
from knowledge.importers.packages import trick_in

SECONDS = 90
TEXTS = (".doc", ".wps", ".rtf", ".odt")
TABLES = (".xls", ".et", ".ods")
MAX_UNPACKED = 256 * 1024 * 1024
MAX_XML = MAX_UNPACKED // 4
_PROGRAMS = ("soffice", "libreoffice")
_FILTERS = {
    **dict.fromkeys(TEXTS, "docx:MS Word 2007 XML"),
    **dict.fromkeys(TABLES, "xlsx:Calc MS Excel 2007 XML"),
}
"""By the ending of a file the new one's, with the program's filter for it."""
_SAME_AS = {".wps": ".doc", ".et": ".xls"}
"""Endings of WPS Office, whose files are those of the old Microsoft programs."""
_LOCKED = b"encryption-data"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop>
</item>
</oor:items>
"""
"""Of the profile: no macros, no pictures from elsewhere, and a proxy that nobody answers at."""


def renewed(path: Path) -> bytes:
    """A file as LibreOffice writes it as .docx or .xlsx.

    Raises:
        DocumentError: There is no LibreOffice, it cannot read the file, or that is built to harm.
    """
    suffix = path.suffix.lower()
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise DocumentError("doc_no_office", suffix)
    _look_over(path)
    with tempfile.TemporaryDirectory(prefix="walkalong-") as folder:
        # Under a name of ours: the file's own could be taken for an option.
        source = Path(folder, f"guide{_SAME_AS.get(suffix, suffix)}")
        shutil.copyfile(path, source)
        profile = Path(folder, "profile")
        settings = profile / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            _FILTERS[suffix],
            "--outdir",
            folder,
            str(source),
        ]
        _run(command)
        made = Path(folder, "guide.docx" if suffix in TEXTS else "guide.xlsx")
        if not made.is_file():
            raise DocumentError("doc_broken")
        return made.read_bytes()


def _look_over(path: Path) -> None:
    """Refuses a zip (.odt, .ods) that is locked, or built to harm."""
    with path.open("rb") as file:
        if not file.read(4).startswith(b"PK\x03\x04"):
            return
    try:
        with ZipFile(path) as package:
            if any(part.flag_bits & 1 for part in package.infolist()):
                raise DocumentError("doc_encrypted")
            if trick := trick_in(package, MAX_UNPACKED, MAX_XML):
                raise DocumentError(f"doc_{trick}")
            manifest = "META-INF/manifest.xml"
            if manifest in package.namelist() and _LOCKED in package.read(manifest):
                raise DocumentError("doc_encrypted")
    except DocumentError:
        raise
    except (BadZipFile, EOFError, NotImplementedError, ValueError):
        raise DocumentError("doc_broken") from None


def _run(command: list[str]) -> None:
    """Runs LibreOffice to its end; what takes too long is ended with all that it has started."""
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 (a fixed command; the file's name is ours)
        command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
        raise DocumentError("doc_slow", SECONDS) from None
