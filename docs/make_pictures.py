"""Makes the pictures of README.md from what ./build made: `.venv/bin/python docs/make_pictures.py`.

Needs Chromium for the ebook's page and the apparatus, as a reader would see them (Debian: chromium).
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "dist" / "stalin-correspondence-1"
PICTURES = ROOT / "docs" / "pictures"
SLUG = BOOK.name
SCALE = 1.25
HEIGHT = int(648 * SCALE)
EDGE = "#c9c2b4"


def pages(*numbers: int) -> Image.Image:
    """Pages of the print PDF side by side, from 1."""
    document = pypdfium2.PdfDocument(BOOK / f"{SLUG}.print.pdf")
    images = [document[number - 1].render(scale=SCALE).to_pil().convert("RGB") for number in numbers]
    sheet = Image.new("RGB", (sum(image.width for image in images) + len(images) - 1, images[0].height), EDGE)
    left = 0
    for image in images:
        sheet.paste(image, (left, 0))
        left += image.width + 1
    return framed(sheet)


def framed(image: Image.Image) -> Image.Image:
    """A picture with a thin edge, so that white pages end somewhere."""
    return ImageOps.expand(image, 1, EDGE)


def screenshot(page: Path, width: int, height: int) -> Image.Image:
    """A page as headless Chromium shows it."""
    browser = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    if browser is None:
        sys.exit("the pictures need Chromium; install it (Debian: apt-get install chromium)")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "page.png"
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder}/user"]
        options += ["--disable-background-networking", f"--window-size={width},{height}", f"--screenshot={target}"]
        subprocess.run([browser, *options, page.as_uri()], check=True, capture_output=True, timeout=120)
        return Image.open(target).convert("RGB")


def ebook_page() -> Image.Image:
    """The opening of the text in the EPUB."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(BOOK / f"{SLUG}.epub") as archive:
            archive.extractall(folder)
        return framed(screenshot(Path(folder) / "EPUB" / "text" / "preface-1.xhtml", 540, HEIGHT))


def save(name: str, picture: Image.Image) -> None:
    """Writes a picture in few colours, as a page needs no more."""
    PICTURES.mkdir(exist_ok=True)
    picture.quantize(64).save(PICTURES / name, optimize=True)
    print(f"docs/pictures/{name}")


if __name__ == "__main__":
    cover = Image.open(BOOK / f"{SLUG}.cover.jpg")
    save("cover.png", cover.resize((int(HEIGHT * cover.width / cover.height), HEIGHT), Image.Resampling.LANCZOS))
    save("title-page.png", pages(3))
    save("spread.png", pages(10, 11))
    save("ebook.png", ebook_page())
    save("apparatus.png", screenshot(BOOK / "apparatus.html", 1100, 760))
