"""删减: the page at the right where sensitive passages are decided about, and public copies are made from there."""
