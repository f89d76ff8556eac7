"""From arc scores to a tree: the maximum spanning arborescence with one root.

Method: greedy choice where it is a tree already (it mostly is), else Chu and Liu (1965) and Edmonds
(1967). Biaffine scores after Dozat and Manning (2017).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from crossclaim.language.encoder import Floats, Parameters

Heads = npt.NDArray[np.int64]

SHORT = 30
"""Words up to which every single root is tried."""

AT_ONCE = 256
"""Words whose relations are scored together; each takes 40 KB."""

ROUNDING = 0.01
"""More than what sums of scores differ by for being added in another order."""


def arc_scores(dep: Floats, head: Floats, p: Parameters) -> Floats:
    """Scores [dependent, head] of one sentence's words; head 0 is the root, word i is head i + 1."""
    width = head.shape[1]
    heads = np.concatenate([p.root[None, :width], head])
    biased: Floats = (dep @ p.arc[:-1] + p.arc[-1]) @ heads.T
    return biased


def relation_scores(dep: Floats, head: Floats, heads: Heads, p: Parameters) -> Floats:
    """Logits [word, relation] of each word with its head (0 is the root).

    The product with the large matrix is worked out once for each word that is a head, which half of the words are.
    """
    width = head.shape[1]
    distinct, of_word = np.unique(heads, return_inverse=True)
    table = head[np.maximum(distinct - 1, 0)]
    table[distinct == 0] = p.root[-2 * width : -width]
    size, labels, _ = p.rel.shape
    by_head = (_biased(table) @ p.rel_by_head).reshape(len(distinct), labels, size)
    return np.asarray(np.einsum("nld,nd->nl", by_head[of_word], _biased(dep)), dtype=np.float32)


def best_relations(dep: Floats, head: Floats, heads: Heads, p: Parameters) -> list[int]:
    """The relation of each word of a text with its head, many words at a time: the large matrix is read less often."""
    found: list[int] = []
    for at in range(0, len(dep), AT_ONCE):
        part = slice(at, at + AT_ONCE)
        found += relation_scores(dep[part], head, heads[part], p).argmax(axis=1).tolist()
    return found


def _biased(rows: Floats) -> Floats:
    return np.concatenate([rows, np.ones((len(rows), 1), dtype=np.float32)], 1)


def best_tree(scores: Floats) -> Heads:
    """The heads of the best tree with exactly one root.

    Args:
        scores: [n, n + 1], dependents by heads, head 0 the root.

    Returns:
        n heads, 0 for the root, else 1-based words.
    """
    scores = scores.copy()
    n = len(scores)
    scores[np.arange(n), np.arange(n) + 1] = -np.inf
    heads: Heads = scores.argmax(axis=1)
    if _is_tree(heads):
        return heads
    heads = _spanning(scores)
    roots = np.flatnonzero(heads == 0)
    if len(roots) > 1:
        heads = _one_root(scores, roots)
    return heads


def _one_root(scores: Floats, roots: Heads) -> Heads:
    """The best tree over single roots: every word is tried in a short sentence, else the roots found."""
    words = np.arange(len(scores))
    best, most, won = None, -np.inf, -1
    bound = _most_with_root(scores)
    for root in sorted(words if len(scores) <= SHORT else roots, key=lambda r: -bound[r]):
        if bound[root] < most - ROUNDING:
            break
        single = scores.copy()
        single[:, 0] = -1e6
        single[root, 0] = scores[root, 0] + 1e6
        heads = _spanning(single)
        total = float(scores[words, heads].sum())
        if best is None or total > most or (total == most and root < won):
            best, most, won = heads, total, root
    assert best is not None
    return best


def _most_with_root(scores: Floats) -> Floats:
    """For each word what no tree with it as the root can score more than: every other word takes its best head."""
    others = scores[:, 1:].max(axis=1)
    bound: Floats = others.sum() - others + scores[:, 0]
    return bound


def _is_tree(heads: Heads) -> bool:
    return int((heads == 0).sum()) == 1 and _cycle(heads) is None


def _cycle(heads: Heads) -> list[int] | None:
    """The words (0-based) of one cycle of a head list, or None."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path, i = [], start
        while i >= 0 and state[i] == 0:
            state[i] = 1
            path.append(i)
            i = int(heads[i]) - 1
        if i >= 0 and state[i] == 1:
            return path[path.index(i) :]
        for j in path:
            state[j] = 2
    return None


def _spanning(scores: Floats) -> Heads:
    heads: Heads = scores.argmax(axis=1)
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    own = scores[cycle, heads[cycle]]
    entering = scores[cycle] - own[:, None]
    entering[:, np.asarray(cycle) + 1] = -np.inf
    keep = np.concatenate([[0], outside + 1])
    smaller = np.full((len(outside) + 1, len(outside) + 2), -np.inf, dtype=scores.dtype)
    smaller[:-1, :-1] = scores[np.ix_(outside, keep)]
    if len(outside):
        leaving = scores[np.ix_(outside, np.asarray(cycle) + 1)]
        smaller[:-1, -1] = leaving.max(axis=1)
        through = np.asarray(cycle)[leaving.argmax(axis=1)]
    smaller[-1, :-1] = entering[:, keep].max(axis=0)
    solved = _spanning(smaller)
    result = heads.copy()
    for i, word in enumerate(outside):
        h = int(solved[i])
        result[word] = through[i] + 1 if h == len(keep) else keep[h]
    entry = keep[int(solved[-1])]
    broken = int(entering[:, entry].argmax())
    result[cycle[broken]] = entry
    return result
