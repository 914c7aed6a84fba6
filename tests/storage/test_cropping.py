"""A photo that was cropped is known as a piece of the whole one; another one is no piece of it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PIL import Image, ImageEnhance

from flows.signals import Limits
from storage.cropping import middle, pieces
from storage.twins import CROPPED
from tests.storage.test_likeness import counter, grain, saved

MOST = Limits().photo_percent / 100 * CROPPED
PLACES = 6


def scene(place: int, shot: int) -> Image.Image:
    """Like a photo: clouds of light and dark in all sizes, grain, and who is there."""
    build, moment = random.Random(place), random.Random(1000 * place + shot)
    picture = Image.new("L", (400, 300), 128)
    for fields in (64, 32, 16, 8, 4):
        shades = Image.new("L", (fields, fields))
        shades.putdata([128 + round(build.gauss(0, 40)) for _ in range(fields * fields)])
        cloud = shades.resize(picture.size, Image.Resampling.BICUBIC)
        picture = Image.blend(picture, cloud, 0.4)
    for _ in range(moment.randrange(4, 8)):
        size = (moment.randrange(20, 50), moment.randrange(40, 90))
        at = (moment.randrange(360), moment.randrange(80, 240))
        picture.paste(moment.randrange(20, 230), (*at, at[0] + size[0], at[1] + size[1]))
    left, top = moment.randrange(20), moment.randrange(15)
    turned = picture.rotate(moment.uniform(-3, 3), fillcolor=128)
    zoomed = turned.crop((left, top, left + 370, top + 277)).resize((400, 300))
    bright = ImageEnhance.Brightness(zoomed).enhance(1.1)
    return saved(Image.blend(bright, grain(bright.size, moment), 0.014))


def cropped(picture: Image.Image, share: float, chance: random.Random) -> Image.Image:
    """With `share` of its width and height cut off, no matter where; smaller, and saved again."""
    width, height = picture.size
    left, top = chance.random() * share * width, chance.random() * share * height
    box = (left, top, left + (1 - share) * width, top + (1 - share) * height)
    cut = picture.crop(tuple(map(round, box)))  # type: ignore[arg-type]
    return saved(cut.resize((cut.width * 3 // 4, cut.height * 3 // 4)), 60)


@pytest.mark.parametrize("make", [counter, scene])
def test_a_cropped_photo_is_found_and_no_other_one(
    make: Callable[[int, int], Image.Image],
) -> None:
    chance = random.Random(5)
    whole = [make(place, 0).convert("L") for place in range(PLACES)]
    middles = [middle(picture) for picture in whole]
    found = tried = 0
    for place, picture in enumerate(whole):
        for share in (0.02, 0.05, 0.1, 0.15):
            piece = pieces(cropped(picture, share, chance).convert("L"))
            away = [piece.difference(other) for other in middles]
            found, tried = found + (away[place] <= MOST), tried + 1
            assert min(other for n, other in enumerate(away) if n != place) > MOST
        other_shot = pieces(make(place, 1).convert("L"))
        assert other_shot.difference(middles[place]) > MOST
    assert found >= 0.7 * tried, f"{found} of {tried}"


def test_what_shows_nothing_or_was_kept_before_is_no_whole() -> None:
    flat = Image.new("L", (200, 200), 90)
    assert middle(flat) == b""
    assert pieces(counter(0, 0).convert("L")).difference(b"") == 1
    assert pieces(flat).difference(middle(counter(0, 0).convert("L"))) == 1
