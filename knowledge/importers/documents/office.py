"""Files of the old kind (.doc, .xls), by LibreOffice where it is installed.

It runs with a profile of its own, which is thrown away, and without network or macros:
a profile that nobody has touched runs none.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from knowledge.importers.documents.blocks import DocumentError

SECONDS = 90
_PROGRAMS = ("soffice", "libreoffice")


_NEW = {".doc": "docx:MS Word 2007 XML", ".xls": "xlsx:Calc MS Excel 2007 XML"}
"""By the ending of an old file the new one's, with the program's filter for it."""


def renewed(path: Path) -> bytes:
    """A .doc or .xls file as LibreOffice writes it in the new form.

    Raises:
        DocumentError: There is no LibreOffice, or it cannot read the file.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise DocumentError("doc_no_office")
    with tempfile.TemporaryDirectory(prefix="walkalong-") as folder:
        # Under a name of ours: the file's own could be taken for an option.
        suffix = path.suffix.lower()
        source = Path(folder, f"guide{suffix}")
        shutil.copyfile(path, source)
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            _NEW[suffix],
            "--outdir",
            folder,
            str(source),
        ]
        _run(command)
        made = Path(folder, f"guide{suffix}x")
        if not made.is_file():
            raise DocumentError("doc_broken")
        return made.read_bytes()


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
