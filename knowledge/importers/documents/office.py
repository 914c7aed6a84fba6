"""Word files of the old kind (.doc), by LibreOffice where it is installed.

It runs with a profile of its own, which is thrown away, and without network or macros:
a profile that nobody has touched runs none.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from knowledge.importers.documents.blocks import DocumentError

SECONDS = 90
_PROGRAMS = ("soffice", "libreoffice")


def as_docx(path: Path) -> bytes:
    """A .doc file as LibreOffice writes it in the new form.

    Raises:
        DocumentError: There is no LibreOffice, or it cannot read the file.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise DocumentError("doc_no_office")
    with tempfile.TemporaryDirectory(prefix="walkalong-") as folder:
        # Under a name of ours: the file's own could be taken for an option.
        source = Path(folder, "guide.doc")
        shutil.copyfile(path, source)
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(  # noqa: S603 (a fixed command; the file's name is ours)
                command, check=False, timeout=SECONDS, capture_output=True, stdin=subprocess.DEVNULL
            )
        except subprocess.TimeoutExpired:
            raise DocumentError("doc_slow", SECONDS) from None
        made = Path(folder, "guide.docx")
        if not made.is_file():
            raise DocumentError("doc_broken")
        return made.read_bytes()
