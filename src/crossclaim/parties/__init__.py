"""Who is meant: parties named in a text, and what pronouns and short names stand for."""

from crossclaim.parties.mentions import PartyMention, find_parties
from crossclaim.parties.naming import name_party
from crossclaim.parties.resolve import PartyIndex, index_parties

__all__ = ["PartyIndex", "PartyMention", "find_parties", "index_parties", "name_party"]
