"""`python -m crossclaim`: the command line."""

from crossclaim.cli import main

if __name__ == "__main__":
    main(prog_name="crossclaim")
