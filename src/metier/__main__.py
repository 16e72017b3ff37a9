"""Run the command line with `python -m metier`."""

from metier.cli import main

if __name__ == "__main__":
    main()
