"""The package's own linking, as the ledger calls it."""

from __future__ import annotations

from functools import partial

from crossclaim.ledger.incidents import Linking
from crossclaim.linking.link import link
from crossclaim.linking.parties import packaged_keys
from crossclaim.linking.profiles import profile_from_json, profile_of, profile_to_json
from crossclaim.linking.settings import load_settings


def default_linking() -> Linking:
    """Linking with the packaged settings, read once.

    Raises:
        DataError: the settings break their form.
    """
    settings, key_of = load_settings(), packaged_keys()
    return Linking(
        link=partial(link, key_of=key_of, settings=settings),
        profile=lambda id, entries: profile_of(entries, key_of, settings.limits, id),
        dump=profile_to_json,
        load=profile_from_json,
    )
