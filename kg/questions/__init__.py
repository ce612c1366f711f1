"""The questions, one module each: names and days in, typed answers with evidence out."""
