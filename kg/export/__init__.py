"""Writers, chosen by a file's suffix."""
