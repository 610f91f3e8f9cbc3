"""What the checks found in the document at hand."""
