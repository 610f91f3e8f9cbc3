"""The fields of the document at hand, and what a person does to a value."""
