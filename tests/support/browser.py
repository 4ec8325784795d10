"""A headless Chromium, led by its own protocol over a pipe: no port, no library.

usage: browser.py FOLDER NAME=PAGE.html...   one browser opens each page wide and narrow, without scripts,
and prints it; pictures and the PDF stand in FOLDER/NAME. With NAME:screen a page is not looked at
without scripts and on paper; with NAME:fits its tables fit into a wide page; with NAME:heard it is
expected to ask for something or to say something.
Fails when a page asks for anything, says anything on the console, is wider than a phone, or is blank.
"""
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zlib

NAMES = ("chromium", "chromium-browser", "google-chrome")
failures = []


def find():
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Browser:
    def __init__(self, program):
        self.home = tempfile.mkdtemp()
        to_read, self.to = os.pipe()
        self.back, to_write = os.pipe()

        def wire():
            os.dup2(to_read, 63)  # out of the way of 3 and 4, which may be among the four
            os.dup2(to_write, 64)
            os.dup2(63, 3)
            os.dup2(64, 4)

        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe",
             "--user-data-dir=" + self.home, "about:blank"],
            preexec_fn=wire, close_fds=False, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.bytes, self.events, self.number = b"", [], 0
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = None
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "Audits"):
            self.call(domain + ".enable")

    def read(self):
        while b"\0" not in self.bytes:
            more = os.read(self.back, 1 << 20)
            if not more:
                raise RuntimeError("the browser ended")
            self.bytes += more
        message, self.bytes = self.bytes.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if getattr(self, "session", None):
            request["sessionId"] = self.session
        os.write(self.to, json.dumps(request).encode() + b"\0")
        while True:
            message = self.read()
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def resize(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=width < 600)

    def open(self, page, width, height, scripts=True):
        """The page at a size; the events it made."""
        self.resize(width, height)
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.events = []
        self.call("Page.navigate", url="file://" + os.path.abspath(page))
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.read())
        if scripts:
            self.ask("new Promise(done => setTimeout(done, 300))")
        return self.events

    def ask(self, expression):
        return self.call("Runtime.evaluate", expression=expression, awaitPromise=True,
                         returnByValue=True)["result"].get("value")

    def picture(self, path):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def pdf(self, path):
        data = self.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def close(self):
        self.session = None
        try:
            self.call("Browser.close")
        except (RuntimeError, OSError):
            pass
        self.process.wait(30)
        shutil.rmtree(self.home, ignore_errors=True)


def check_events(what, events):
    """Nothing but the page itself is asked for; nothing is said."""
    for event in events:
        method, values = event.get("method"), event.get("params", {})
        if method == "Network.requestWillBeSent":
            url = values["request"]["url"]
            if not (url.startswith("file://") and url.endswith("report.html")) and not url.startswith("data:"):
                failures.append(f"{what}: asks for {url}")
        elif method == "Log.entryAdded":
            failures.append(f"{what}: {values['entry']['level']}: {values['entry']['text']}")
        elif method in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Audits.issueAdded",
                        "Page.javascriptDialogOpening"):
            failures.append(f"{what}: {method} {json.dumps(values)[:300]}")


def shades(path):
    """How many different bytes an uncompressed picture has per line, at the most: 1 or 2 is blank."""
    with open(path, "rb") as file:
        data = file.read()
    at, packed = 8, b""
    while at < len(data):
        size = int.from_bytes(data[at:at + 4], "big")
        if data[at + 4:at + 8] == b"IDAT":
            packed += data[at + 8:at + 8 + size]
        at += size + 12
    return len(set(zlib.decompress(packed)))


# Texts of two Chinese characters, one below the other.
BROKEN = """[...document.querySelectorAll('td, th')].filter(cell => {
    if (!/^[\\u4e00-\\u9fff]{2}$/.test(cell.textContent)) return false;
    const range = document.createRange();
    range.selectNodeContents(document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode());
    return new Set([...range.getClientRects()].map(box => Math.round(box.bottom))).size > 1;
}).map(cell => cell.textContent).join(' ')"""

# Tables of a Chinese page that do not fit into it, each part of the page laid out.
CUT = """[...document.querySelectorAll('.park')].forEach(park => park.style.contentVisibility = 'visible'),
    [...document.querySelectorAll(':lang(zh) .scroll')].filter(box => box.scrollWidth > box.clientWidth + 1)
    .map(box => box.querySelector('table').dataset.table).join(' ')"""


def look(browser, page, folder, name, width, height, scripts=True):
    """@param page  None: the one that is open, at another size"""
    what = f"{os.path.basename(folder)}, {name}"
    if page is None:
        browser.resize(width, height)
    else:
        check_events(what, browser.open(page, width, height, scripts))
    picture = os.path.join(folder, name + ".png")
    browser.picture(picture)
    if shades(picture) < 30:
        failures.append(f"{what}: the picture is blank")
    if scripts:
        wide = browser.ask("document.documentElement.scrollWidth")
        if wide > width:
            failures.append(f"{what}: {wide} pixels wide, more than the window's {width}")
        if browser.ask("document.querySelectorAll('data').length") < 20:
            failures.append(f"{what}: hardly any figures")
        broken = browser.ask(BROKEN)
        if broken:
            failures.append(f"{what}: broken into single characters: {broken[:80]}")
    if page is None:
        check_events(what, browser.events)


def look_at(browser, page, folder, how):
    os.makedirs(folder, exist_ok=True)
    look(browser, page, folder, "wide", 1400, 1800)
    cut = browser.ask(CUT) if how == "fits" else ""
    if cut:
        failures.append(f"{os.path.basename(folder)}: tables wider than the page: {cut[:80]}")
    if how == "heard":
        return
    look(browser, page, folder, "narrow", 390, 1600)
    look(browser, None, folder, "phone", 320, 1200)
    if how != "screen":
        look(browser, page, folder, "plain", 1400, 1800, scripts=False)
        browser.pdf(os.path.join(folder, "report.pdf"))


def main():
    folder = sys.argv[1]
    program = find()
    if program is None:
        print("skipped: no Chromium")
        sys.exit(77)
    bad = []
    browser = Browser(program)
    try:
        for task in sys.argv[2:]:
            name, page = task.split("=", 1)
            name, _, how = name.partition(":")
            failures.clear()
            look_at(browser, page, os.path.join(folder, name), how)
            bad += [f"not noticed: {page}"] * (not failures) if how == "heard" else failures[:20]
    finally:
        browser.close()
    for what in bad:
        print(what)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
