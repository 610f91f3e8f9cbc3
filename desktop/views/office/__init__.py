"""The people of the office: who they are, how they sign, the lock of the window, the rules in force."""
