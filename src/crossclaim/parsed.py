"""A parsed text as plain Python records, read off the language model's `Doc` once and asked many times.

Each attribute of a spaCy token is worked out anew whenever it is asked for: a string looked up by its hash, a head
made an object, children found by looking through the sentence. The stages ask thousands of times a text, so they
get the same words with the same attribute names, worked out once. Three things differ from spaCy: a slice of a `Doc`
is a plain list of words (`Doc.span` gives the stretch), words are the same only if they are of the same `Doc`, and
the edges of a subtree are those of its words also where arcs cross, of which spaCy loses some.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from crossclaim.spelling import RELATIONS, spelled

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

STRINGS: list[int | str] = ["ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"]
NUMBERS: list[int | str] = ["IDX", "ENT_IOB"]
FLAGS: list[int | str] = ["SPACY", "SENT_START", "IS_PUNCT", "IS_SPACE", "LIKE_NUM"]
"""What is read off a spaCy `Doc`, column by column."""

IOB = ("", "I", "O", "B")


class Token:
    """A word of a parsed text; attributes are those of spaCy's `Token`. Nobody may change the lists.

    Attributes:
        relation: its relation to its head without the subtype: "nsubj" for "nsubj:pass".
        children: those whose head it is, in text order; `lefts` are those before it, `rights` those behind it.
    """

    __slots__ = (
        "_subtree",
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_sent_start",
        "is_space",
        "lefts",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "relation",
        "rights",
        "tag_",
        "text",
        "whitespace_",
    )

    children: Sequence[Token]
    lefts: Sequence[Token]
    rights: Sequence[Token]

    def __init__(
        self,
        doc: Doc,
        i: int,
        text: str,
        lower: str,
        lemma: str,
        pos: str,
        tag: str,
        dep: str,
        ent_type: str,
        idx: int,
        iob: int,
        space: bool,
        starts: bool,
        punct: bool,
        blank: bool,
        number: bool,
    ) -> None:
        self.doc, self.i, self.idx, self.head = doc, i, idx, self
        self.text, self.lower_, self.lemma_, self.whitespace_ = text, lower, lemma, " " if space else ""
        self.pos_, self.tag_, self.dep_, self.relation = pos, tag, dep, RELATIONS[dep]
        self.ent_type_, self.ent_iob_ = ent_type, IOB[iob]
        self.is_sent_start, self.is_punct, self.is_space, self.like_num = starts, punct, blank, number
        self.children = self.lefts = self.rights = ()
        self._subtree: Sequence[Token] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def subtree(self) -> Sequence[Token]:
        """The word with all words under it: those on its left, itself, those on its right."""
        if self._subtree is None:
            self._subtree = _in_order(self)
        return self._subtree

    @property
    def left_edge(self) -> Token:
        """The first word of its subtree."""
        return min(self.subtree, key=INDEX)

    @property
    def right_edge(self) -> Token:
        """The last word of its subtree."""
        return max(self.subtree, key=INDEX)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above it, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: Token) -> bool:
        """Whether another word is under this one."""
        while other.head is not other:
            other = other.head
            if other is self:
                return True
        return False

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """What it is coordinated with."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for word in found:
            found += [c for c in word.rights if c.dep_ == "conj"]
        return tuple(w for w in found if w is not self)

    @property
    def sent(self) -> Span:
        """Its sentence."""
        return Span(self.doc, *self.doc.bounds[self.i])

    @property
    def is_sent_end(self) -> bool:
        """Whether its sentence ends with it."""
        return self.i + 1 == len(self.doc) or self.doc[self.i + 1].is_sent_start

    def nbor(self, step: int = 1) -> Token:
        """The word some steps further on.

        Raises:
            IndexError: there is none.
        """
        if self.i + step < 0:
            raise IndexError(self.i + step)
        return self.doc[self.i + step]


INDEX = attrgetter("i")


def _in_order(top: Token) -> Sequence[Token]:
    """The words of a subtree; no call in a call, since a row of names hangs as deep as it is long."""
    found: list[Token] = []
    waiting = [(top, False)]
    while waiting:
        word, opened = waiting.pop()
        if word._subtree is not None:
            found += word._subtree
        elif opened or not word.children:
            found.append(word)
        else:
            waiting += [(c, False) for c in reversed(word.rights)]
            waiting.append((word, True))
            waiting += [(c, False) for c in reversed(word.lefts)]
    return tuple(found)


class Span(Sequence[Token]):
    """The words `doc[start:end]`, as a stretch of the text."""

    __slots__ = ("doc", "end", "id_", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "", id: str = "") -> None:
        self.doc, self.start, self.end, self.label_, self.id_ = doc, start, end, label, id

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __contains__(self, token: object) -> bool:
        return isinstance(token, Token) and token.doc is self.doc and self.start <= token.i < self.end

    def __getitem__(self, at: Any) -> Any:
        return self.doc[self.start : self.end][at]

    @property
    def start_char(self) -> int:
        """Where its text begins."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """Where its text ends."""
        last = self.doc[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its text, without what stands behind its last word."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def root(self) -> Token:
        """Its word nearest to the root of the sentence, the first of several."""
        words = self.doc[self.start : self.end] or [self.doc[self.start]]
        tops = [w for w in words if w.head is w] or [w for w in words if not self.start <= w.head.i < self.end]
        return min(tops, key=self._depth)

    def _depth(self, word: Token) -> int:
        """Steps up to the sentence's root; marks and blanks come last."""
        if word.head is not word and (word.is_space or word.is_punct) and not word.children:
            return len(self.doc) - 1
        return sum(1 for _ in word.ancestors)


class Doc(list[Token]):
    """The words of a parsed text. Not to be changed.

    Attributes:
        text: the text.
        user_data: what was kept with the parse, and what is kept here once worked out.
        spans: stretches by name, such as the statements that the language model found.
        sents: the sentences; the whole text is one where the parse has no bounds.
        ents: the names.
    """

    def __init__(self, doc: SpacyDoc) -> None:
        strings = [spelled(column, doc.vocab.strings) for column in doc.to_array(STRINGS).T.tolist()]
        numbers = doc.to_array(NUMBERS).T.tolist()
        flags = (doc.to_array(FLAGS) == 1).T.tolist()
        super().__init__([Token(self, *row) for row in zip(range(len(doc)), *strings, *numbers, *flags, strict=True)])
        self._hang(doc.to_array("HEAD").astype("int64").tolist())
        self.text = "".join(t.text + t.whitespace_ for t in self)
        self.user_data: dict[Any, Any] = dict(doc.user_data)
        self._annotated = {name: doc.has_annotation(name) for name in ("DEP", "SENT_START")}
        self.ents = tuple(Span(self, e.start, e.end, e.label_) for e in doc.ents)
        self.spans: Mapping[str, list[Span]] = {
            name: [Span(self, s.start, s.end, s.label_, s.id_) for s in group] for name, group in doc.spans.items()
        }

    def _hang(self, distances: Sequence[int]) -> None:
        """Hang each word on its head, which is so far from it."""
        before: dict[int, list[Token]] = {}
        behind: dict[int, list[Token]] = {}
        for i, distance in enumerate(distances):
            if distance:
                token, at = self[i], i + distance
                token.head = self[at]
                (before if distance > 0 else behind).setdefault(at, []).append(token)
        for at in {**before, **behind}:
            head = self[at]
            head.lefts, head.rights = before.get(at, ()), behind.get(at, ())
            head.children = [*head.lefts, *head.rights]

    def __repr__(self) -> str:
        return self.text

    @cached_property
    def sents(self) -> tuple[Span, ...]:
        """The sentences, in order."""
        starts = [t.i for t in self if t.is_sent_start or not t.i]
        return tuple(Span(self, a, b) for a, b in zip(starts, [*starts[1:], len(self)], strict=False))

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """First and last word (exclusive) of each word's sentence."""
        return [(s.start, s.end) for s in self.sents for _ in range(s.start, s.end)]

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each word begins."""
        return [t.idx for t in self]

    def dissolve(self) -> None:
        """Let words and stretches go: they hold each other and the `Doc`, and would else wait for the collector.

        Only for whoever made it by `parsed`, when nobody asks it any more: it is left without words and stretches.
        """
        for token in self:
            token.children = token.lefts = token.rights = ()
            token._subtree = None
            token.head = None  # type: ignore[assignment]
        self.clear()
        self.ents, self.spans, self.user_data = (), {}, {}
        for name in ("sents", "bounds", "starts"):
            self.__dict__.pop(name, None)

    def has_annotation(self, name: str) -> bool:
        """Whether the parse has relations ("DEP") or sentence bounds ("SENT_START")."""
        return self._annotated[name]

    def span(self, start: int, end: int) -> Span:
        """The words `start:end` as a stretch of the text."""
        return Span(self, start, end)

    def char_span(self, start: int, end: int) -> Span | None:
        """The words that the text `start:end` touches; None where it touches none or leaves the text."""
        first, last = self._word_at(start), self._word_at(end - 1)
        if first is None or last is None:
            return None
        begin = first.i + (start == first.idx + len(first.text))  # a blank is no part of the word before it
        return Span(self, begin, last.i + 1) if begin <= last.i else None

    def _word_at(self, offset: int) -> Token | None:
        """The word at an offset; the blank behind a word goes with it."""
        at = bisect_right(self.starts, offset) - 1
        word = self[at] if at >= 0 else None
        return word if word and offset < word.idx + len(word.text) + len(word.whitespace_) else None


def parsed(doc: SpacyDoc | Doc) -> Doc:
    """A text as the stages read it.

    Args:
        doc: what the language model, or another spaCy pipeline with UD labels, made of it; what is read off already
            is given back as it is.

    >>> import spacy
    >>> doc = parsed(spacy.blank("en")("Shells fell on Friday."))
    >>> [word.text for word in doc[1:3]], doc.span(1, 3).text, doc.char_span(8, 10)[0].i
    (['fell', 'on'], 'fell on', 1)
    """
    return doc if isinstance(doc, Doc) else Doc(doc)
