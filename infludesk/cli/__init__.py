"""The command line: the same verbs as the screens, for scripts and tests."""
