"""Tables, address cards and the whole workspace as files that other programs read."""
