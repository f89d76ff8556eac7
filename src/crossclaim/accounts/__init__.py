"""What each side says of an incident, and how it stands."""
