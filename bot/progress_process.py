"""A publication in a process of its own, so that bots that are served answer meanwhile.

    python -m bot.progress_process

Standard input brings the settings. Ends with 0 when it is published.
"""

from __future__ import annotations

import sys

from bot import frames


def main() -> None:
    """Publish where the settings say."""
    settings = frames.read(sys.stdin.buffer)

    from bot.app import open_app
    from bot.progress import publish

    with open_app(settings) as app:
        publish(app, settings.progress_dir)


if __name__ == "__main__":
    main()
