"""A photo that was saved again is known; another photo of the same counter is none of it."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

from flows.signals import Limits
from storage.likeness import difference, likeness
from storage.media import MediaStore

MOST = Limits().photo_percent / 100
ROOMS, SHOTS = 4, 4


def counter(room: int, shot: int) -> Image.Image:
    """A service hall: `room` says how it is built, `shot` who is there and how one stands."""
    build, moment = random.Random(room), random.Random(1000 * room + shot)
    picture = Image.new("RGB", (800, 600), (build.randrange(170, 230),) * 3)
    draw = ImageDraw.Draw(picture)
    for y in range(0, 600, 4):
        draw.rectangle((0, y, 800, y + 4), fill=(200 - y // 8, 204 - y // 8, 196 - y // 9))
    desk, windows = build.randrange(340, 400), build.randrange(3, 6)
    draw.rectangle((0, desk, 800, desk + 100), fill=(build.randrange(90, 170), 120, 100))
    draw.rectangle((80, 24, 720, 92), fill=(build.randrange(200), 30, 60))
    for n in range(windows):
        x = int(800 * (n + 0.5) / windows)
        draw.rectangle((x - 60, 150, x + 60, 190), fill=(170, 20, 20))
        draw.rectangle((x - 40, desk - 76, x + 24, desk - 24), fill=(30, 30, 40))
    for _ in range(4):
        x, y = build.randrange(720), build.randrange(100, 320)
        colour = (build.randrange(255), build.randrange(255), build.randrange(255))
        draw.rectangle((x, y, x + build.randrange(32, 80), y + 70), fill=colour)
    for _ in range(moment.randrange(3, 8)):
        x, y = moment.randrange(40, 760), moment.randrange(desk - 60, 520)
        coat = (moment.randrange(220), moment.randrange(220), moment.randrange(220))
        draw.ellipse((x - 20, y - 70, x + 20, y - 30), fill=(210, 170, 140))
        draw.rounded_rectangle((x - 32, y - 30, x + 32, y + 90), radius=14, fill=coat)
    left, top = moment.randrange(60), moment.randrange(40)
    turned = picture.rotate(moment.uniform(-3, 3), fillcolor=(128, 128, 128))
    zoomed = turned.crop((left, top, left + 720, top + 540)).resize((800, 600))
    lit = ImageEnhance.Brightness(zoomed).enhance(moment.uniform(0.8, 1.2))
    return saved(Image.blend(lit, grain(lit.size, moment).convert("RGB"), 0.015))


def grain(size: tuple[int, int], chance: random.Random) -> Image.Image:
    """Noise. `Image.effect_noise` draws on C's rand(), which others have moved on or not."""
    return Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))


def saved(picture: Image.Image, quality: int = 90, form: str = "JPEG") -> Image.Image:
    data = io.BytesIO()
    picture.save(data, form, quality=quality)
    return Image.open(io.BytesIO(data.getvalue()))


def sent_again(picture: Image.Image) -> Iterator[Image.Image]:
    """What cameras, messengers and screenshots of them make of a photo."""
    width, height = picture.size
    for quality in (30, 50, 75, 95):
        yield saved(picture, quality)
    for size in (0.25, 0.5, 0.8, 1.6):
        yield saved(picture.resize((int(width * size), int(height * size))), 70)
    yield saved(picture, 60, "WEBP")
    yield saved(ImageEnhance.Brightness(picture).enhance(1.15), 75)
    yield saved(ImageOps.grayscale(picture), 75)


def test_a_photo_that_was_saved_again_looks_the_same() -> None:
    for room in range(ROOMS):
        photo = counter(room, 0)
        for other in sent_again(photo):
            assert difference(likeness(photo), likeness(other)) < MOST - 0.1


def test_another_photo_of_the_same_counter_does_not() -> None:
    looks = [[likeness(counter(room, shot)) for shot in range(SHOTS)] for room in range(ROOMS)]
    all_of_them = [(room, one) for room, ones in enumerate(looks) for one in ones]
    assert all(one for _, one in all_of_them)
    for n, (_, one) in enumerate(all_of_them):
        for _, other in all_of_them[:n]:
            assert difference(one, other) > MOST + 0.1


def test_a_photo_on_its_side_is_turned_by_what_the_camera_says() -> None:
    photo = counter(1, 1)
    data, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6  # held upright: the right side is down
    photo.rotate(90, expand=True).save(data, "JPEG", exif=exif)
    assert difference(likeness(photo), likeness(Image.open(data))) < MOST


@pytest.mark.parametrize("colour", ["white", "black", "#777"])
def test_a_picture_of_nothing_is_like_no_other(colour: str) -> None:
    flat = Image.new("RGB", (640, 480), colour)
    noisy = Image.blend(flat, grain((640, 480), random.Random(1)).convert("RGB"), 0.02)
    assert likeness(flat) == likeness(noisy) == b""
    assert difference(b"", b"") == difference(b"", likeness(counter(0, 0))) == 1


def test_the_store_tells_what_a_picture_looks_like_also_of_an_older_one(tmp_path: Path) -> None:
    shelf = MediaStore(tmp_path)
    data = io.BytesIO()
    counter(0, 0).convert("RGB").save(data, "PNG")
    kept = shelf.save(data.getvalue(), "a.png")
    assert kept.likeness
    looks = shelf.likeness(kept.sha256)
    assert looks.hex() == kept.likeness == shelf.get(kept.sha256).likeness
    notes = next(tmp_path.rglob("*.json"))
    old = notes.read_text().replace(f', "likeness": "{kept.likeness}"', "")
    assert "likeness" not in old
    notes.write_text(old)
    assert shelf.get(kept.sha256).likeness is None
    assert shelf.likeness(kept.sha256) == looks
    assert shelf.likeness(shelf.save(b"%PDF-1.7", "a.pdf").sha256) == b""
    assert shelf.likeness("0" * 64) == b""
