"""The REST API and the page: parse, call, answer; the same names and JSON as the commands."""
