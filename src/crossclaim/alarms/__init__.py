"""Alarms: rules over incidents and accounts, and those who are told.

- `plan`: rules and targets in the user's file, checked; `looks`: what rules see of an incident; `rules`: pure functions
  of what was seen before and is seen now; `rise`: unusual numbers of incidents.
- `alert`: what is said, with its evidence; `past`: rules tried against what is in a ledger.
- `store`: alarms and their deliveries, in the ledger; `sending`: both kept going.
- `webhook`, `mail`, `atom`: ways to tell.
"""

from __future__ import annotations
