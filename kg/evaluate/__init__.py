"""How well documents are read and questions answered, measured against gold files."""
