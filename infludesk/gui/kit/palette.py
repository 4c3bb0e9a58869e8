"""The application palette: every role in every group, so that a change of scheme leaves nothing behind."""

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPalette

_ROLES = {
    "Window": "page",
    "WindowText": "text",
    "Base": "raised",
    "AlternateBase": "sunken",
    "Text": "text",
    "BrightText": "on-accent",
    "PlaceholderText": "text-3",
    "Button": "raised",
    "ButtonText": "text",
    "Light": "divider",
    "Midlight": "divider",
    "Mid": "border",
    "Dark": "border",
    "Shadow": "shadow",
    "Highlight": "selected",
    "HighlightedText": "text",
    "Accent": "accent",
    "Link": "accent-text",
    "LinkVisited": "accent-text",
    "ToolTipBase": "raised",
    "ToolTipText": "text",
}
_OTHER = {
    "Active": {},
    "Inactive": {"Highlight": "selected-quiet"},
    "Disabled": dict.fromkeys(("WindowText", "Text", "ButtonText", "PlaceholderText", "Link"), "text-disabled")
    | {"Highlight": "selected-quiet", "HighlightedText": "text-disabled", "Accent": "text-disabled"},
}


def build(colors: Mapping[str, QColor]) -> QPalette:
    """The palette of these colours."""
    palette = QPalette()
    for group, other in _OTHER.items():
        for role, name in (_ROLES | other).items():
            palette.setColor(QPalette.ColorGroup[group], QPalette.ColorRole[role], colors[name])
    return palette
