"""The workspace's own choices, and files used by records."""

from infludesk.kernel.fields import Row, declare, entity

# Workspace-wide choices that travel with the data: key → what it is for.
HOUSE_NAME = "house_name"
HOUSE_COLOUR = "house_colour"
HOUSE_LOGO = "house_logo"
CURRENCY = "base_currency"
LOCALE = "locale"
ZONE = "zone"
PAPER = "paper"
ER_VARIANT = "er_variant"
RULE_PACKS = "rule_packs"
WORKSPACE_ID = "workspace_id"
WORKSPACE_NAME = "workspace_name"
SAMPLE = "sample"


@entity("setting", "Setting", "Settings", seed=("key",))
class Setting(Row):
    """One choice of the whole workspace."""

    key: str | None = declare("text", "Key", needed=True)
    value: str | None = declare("text", "Value")


@entity("attachment", "File", "Files", seed=("sha256",))
class Attachment(Row):
    """One file by content, kept in ``attachments/`` under its hash."""

    name: str | None = declare("text", "Name", search=True, needed=True)
    media_type: str | None = declare("text", "Type")
    bytes: int | None = declare("int", "Size")
    sha256: str | None = declare("text", "Hash", needed=True)
    added_on: str | None = declare("day", "Added on")
    caption: str | None = declare("text", "Caption", search=True)
    sensitive: bool | None = declare("yes", "Sensitive", help="Identity papers and tax forms.")


@entity("attachment_link", "File of a record", "Files of records", seed=("attachment_id", "target", "role"))
class AttachmentLink(Row):
    """That this record uses that file."""

    attachment_id: str | None = declare("link", "File", table="attachment", needed=True)
    target: str | None = declare("ref", "Record", needed=True)
    role: str | None = declare("text", "Role")
    label: str | None = declare("text", "Label")
    client_may_see: bool | None = declare("yes", "Client may see it")


ENTITIES = (Setting.entity, Attachment.entity, AttachmentLink.entity)
