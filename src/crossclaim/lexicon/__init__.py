"""Words of a language and of the world, read from data files."""
