"""What is due after decisions: lists, publications, the yearly figures."""
