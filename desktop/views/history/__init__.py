"""What was done to the document at hand, by whom, and the way back."""
