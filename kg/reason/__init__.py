"""The rules of availability: from statements to a verdict, with its reasons."""
