"""Plain questions: words in, a reading and its answer out, by a small grammar and no model."""
