"""What a person sees, in a real headless Chromium."""

import shutil

CHROMIUM = {
    "executable_path": shutil.which("chromium"),
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
}
"""How Debian's Chromium is launched: quiet, and never reaching out by itself."""
