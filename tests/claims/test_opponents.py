"""The other side of a fight: whom others call upon."""

import pytest

from crossclaim.claims.opponents import with_other_side
from crossclaim.records import Claim, Event, Party, Span

CHAD = Party("Chad", 0, 4, "Chad", "TCD", "GOV")
FRONT = Party("the Lake Front", 9, 23, "Lake Front", "TCD", "REB")
UNION = Party("the African Union", 0, 17, "African Union", None, "IGO")


def claim(kind: str, actors: tuple[Party, ...], targets: tuple[Party, ...]) -> Claim:
    event = Event(kind, "ASSAULT", None, None, "19", Span(0, 1, "x"))
    return Claim("c1", 0, 1, "x", None, None, (), "asserts", "past", event, actors, targets, (), (), None, None)


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("all parties", True),
        ("the shepherds", False),
        # a target that stands nowhere in the text is one all the same
        ("", False),
    ],
)
def test_a_call_on_the_parties_is_a_call_on_both(text, both):
    whom = Party(text, 0, len(text), "those called upon")
    war = [claim("shelling", (CHAD,), (FRONT,)), claim("attack", (FRONT,), (CHAD,))]
    *_, call = with_other_side([*war, claim("appeal", (UNION,), (whom,))], (CHAD, FRONT), {"parties"})
    assert call.targets == ((CHAD, FRONT) if both else (whom,))
