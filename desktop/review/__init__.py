"""The reviewer's verbs, without a window."""
