"""Windows cover every word once, never outgrow the encoder, and keep context on both sides."""

import random

import pytest

from crossclaim.language.windows import CONTEXT, MOST, cut


@pytest.mark.parametrize("seed", range(20))
def test_cores_cover_every_word_once(seed):
    rng = random.Random(seed)
    n = rng.randint(0, 2000)
    sizes = [rng.choice((1, 1, 1, 2, 3, 6)) for _ in range(n)]
    words = [rng.choice(("a", "town", ".")) for _ in range(n)]
    lines = [rng.random() < 0.02 for _ in range(n)]
    windows = cut(sizes, words, lines)
    covered = [i for w in windows for i in range(w.core_start, w.core_end)]
    assert covered == list(range(n))
    for w in windows:
        assert w.start <= w.core_start < w.core_end <= w.end
        assert sum(sizes[w.start : w.end]) <= MOST
        assert w.core_start == 0 or sum(sizes[w.start : w.core_start]) > CONTEXT - 6


def test_a_short_text_is_one_window():
    assert len(cut([1] * 100, ["w"] * 100, [False] * 100)) == 1


def test_a_core_ends_behind_a_sentence():
    words = ["w"] * 180 + ["."] + ["w"] * 400
    first = cut([1] * len(words), words, [False] * len(words))[0]
    assert first.core_end == 181
