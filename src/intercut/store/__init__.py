"""The film's file: everything a production is, all its revisions and boards, in one database."""
