"""How well reports are read: corpora, measures, floors, and the page that states them.

- `corpora`: loaders, each from a folder the user names to a frozen `Corpus`; `gold/` is the project's own.
- `measures`: pure functions from gold and readings to scores; `calibration` for what a confidence is worth.
- `reading`: the default pipeline over a corpus; `suite`: which corpus is measured how.
- `floors`: the gate; `results`: the page; `cli`: the commands of `python -m evaluation`.
"""
