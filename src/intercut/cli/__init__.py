"""The command line: data on stdout, talk on stderr, the verdict last."""
