"""Tables in, claims out: what columns mean is declared in a mapping, never guessed."""
