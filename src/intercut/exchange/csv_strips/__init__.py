"""Strips as CSV or TSV, which every program can import or print: both ways."""

from intercut.exchange.csv_strips.reading import read_csv
from intercut.exchange.csv_strips.writing import write_csv

__all__ = ["read_csv", "write_csv"]
