"""Archives: reports by the million into partitioned Parquet, on this machine or a cluster; see `docs/archive.md`.

- `splits`, `inputs`: an input's files in pieces, and the reports of a piece.
- `reading`, `gathering`, `blocks`, `merging`, `finishing`: the steps of the plan, each a task over pieces.
- `plan`: the steps in their order; `engines`, `on_ray`: what runs them; `journal`, `alone`: what a crash leaves.
- `storage`, `shards`: folders and buckets; rows grouped by partition; `columns`: the tables that come out.
- `readback`: the readings of an archive that was made.
"""
