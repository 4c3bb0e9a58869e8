"""Gifts and loans in the window: the panel of a parcel and its dialogs."""
