"""Help for a person: its pages, the first tour, and the page of an empty desk."""
