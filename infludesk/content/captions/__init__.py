"""The caption check: whether a caption discloses a tie clearly, under one rule pack. Pure."""
