"""Trees from scores: one root, no cycle, the greatest sum."""

import itertools

import numpy as np
import pytest

from crossclaim.language.trees import best_tree


def is_tree(heads):
    for i in range(len(heads)):
        seen, at = set(), i + 1
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = int(heads[at - 1])
    return sum(h == 0 for h in heads) == 1


def best_by_trial(scores):
    n = len(scores)
    trees = (h for h in itertools.product(range(n + 1), repeat=n) if is_tree(h))
    return max(sum(scores[i, h] for i, h in enumerate(t)) for t in trees)


@pytest.mark.parametrize("seed", range(25))
def test_the_best_tree_of_four_words(seed):
    scores = np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32)
    heads = best_tree(scores)
    assert is_tree(heads)
    total = sum(scores[i, h] for i, h in enumerate(heads))
    assert total == pytest.approx(best_by_trial(scores), abs=1e-4)


@pytest.mark.parametrize("n", [1, 2, 30, 150])
def test_long_sentences_give_trees(n):
    scores = np.random.default_rng(n).normal(size=(n, n + 1)).astype(np.float32)
    assert is_tree(best_tree(scores))
