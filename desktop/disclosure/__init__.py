"""公开属性: what the printed text suggests. The decision is always a person's."""
