"""From claims to statements: which entity a name means, and what the gate refuses."""
