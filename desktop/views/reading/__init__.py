"""Files on their way in: read, told of, read anew, opened."""
