"""A headless Chromium, driven over its debugging pipe with nothing but the standard library."""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = next(
    (
        found
        for name in ("chromium", "chromium-browser", "google-chrome", "chrome")
        if (found := shutil.which(name))
    ),
    None,
)


class Page:
    """One open page. JavaScript runs in it as from the developer tools."""

    def __init__(self, ask: int, answer: int) -> None:
        self._ask = os.fdopen(ask, "wb", buffering=0)
        self._answer = os.fdopen(answer, "rb")
        self._count = 0
        self._session: str | None = None

    def close(self) -> None:
        """Let go of the pipe."""
        self._ask.close()
        self._answer.close()

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the DevTools protocol and its result."""
        self._count += 1
        message = {"id": self._count, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._ask.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = json.loads(self._message())
            if answer.get("id") == self._count:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _message(self) -> bytes:
        data = bytearray()
        while (byte := self._answer.read(1)) != b"\0":
            assert byte, "the browser has gone"
            data += byte
        return bytes(data)

    def open(self, place: Path, scripts: bool = True) -> None:
        """Open a file and wait until it is there."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.call("Page.enable")
        self.call("Page.navigate", url=place.as_uri())
        for _ in range(200):
            state = self.run("document.readyState + location.protocol")
            if state == "completefile:":
                return
        raise AssertionError("the page does not load")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        done = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def print(self) -> bytes:
        """The page on paper, as PDF."""
        done = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(done["data"])


@contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """Start Chromium with an empty profile and stop it afterwards."""
    assert CHROMIUM is not None
    ask_read, ask_write = os.pipe()
    answer_read, answer_write = os.pipe()

    def wire() -> None:  # Chromium reads commands from 3 and answers on 4
        spare = os.dup(answer_write)
        os.dup2(ask_read, 3)
        os.dup2(spare, 4)
        os.set_inheritable(3, True)  # where it was 3 already, nothing was copied
        os.set_inheritable(4, True)

    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    options += ["--remote-debugging-pipe", f"--user-data-dir={profile}"]
    process = subprocess.Popen(
        [CHROMIUM, *options],
        preexec_fn=wire,  # noqa: PLW1509 - one thread, only dup2
        close_fds=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(ask_read)
    os.close(answer_write)
    page = Page(ask_write, answer_read)
    try:
        yield page
    finally:
        page.close()
        process.terminate()
        process.wait(timeout=20)
