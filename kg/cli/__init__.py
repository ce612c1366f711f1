"""The command line: parse, call, print. Only it and the page read the environment."""
