"""Claims of many reports brought together in incidents."""
