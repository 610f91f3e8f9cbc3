"""认定: a document is taken through its stages, from the draft's reasons to the signatures."""
