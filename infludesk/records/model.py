"""The workspace's own choices, and files used by records."""

from infludesk.kernel.fields import Row, choices, declare, entity
from infludesk.kernel.money import Rate

# Workspace-wide choices that travel with the data: key → what it is for.
HOUSE_NAME = "house_name"
HOUSE_COLOUR = "house_colour"
HOUSE_LOGO = "house_logo"
CURRENCY = "base_currency"
LOCALE = "locale"
ZONE = "zone"
PAPER = "paper"
ER_VARIANT = "er_variant"
RULE_PACKS = "rule_packs"  # codes with blanks between, for campaigns that name none
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


@entity("custom_field", "Custom field", "Custom fields", seed=("table_name", "key"))
class CustomField(Row):
    """A field that the user invents."""

    table_name: str | None = declare("text", "Of", needed=True)
    key: str | None = declare("text", "Key", needed=True)
    label: str | None = declare("text", "Name", needed=True)
    field_kind: str | None = declare(
        "choice", "Kind", needed=True,
        choices=choices(text="Text", long="Long text", day="Date", int="Number", ppm="Percentage", money="Money",
                        yes="Yes or no", choice="Choice", url="Link"),
    )  # fmt: skip
    choices: tuple[str, ...] = declare("list", "Choices", help="One word or phrase for each.")
    help: str | None = declare("text", "Help", help="One sentence below the field.")
    internal: bool | None = declare("yes", "Internal", help="Never in a client's document.")
    searchable: bool | None = declare("yes", "In search")
    position: int | None = declare("int", "Position")


@entity("custom_value", "Value of a custom field", "Values of custom fields", seed=("field_id", "record"))
class CustomValue(Row):
    """What one record holds in a field that the user invented."""

    field_id: str | None = declare("link", "Field", table="custom_field", needed=True)
    record: str | None = declare("ref", "Record", needed=True)
    value_text: str | None = declare("text", "Text")
    value_int: int | None = declare("int", "Number")
    value_currency: str | None = declare("currency", "Currency")


@entity("template", "Template", "Templates")
class Template(Row):
    """A text of the house's own to begin with: a brief, a kind of contract, a clause."""

    kind: str | None = declare(
        "choice", "Kind", needed=True, choices=choices(brief="Brief", contract="Contract", clause="Clause")
    )
    name: str | None = declare("text", "Name", search=True, needed=True)
    lang: str | None = declare("lang", "Language")
    body: str | None = declare("long", "Text", needed=True)


@entity("exchange_rate", "Exchange rate", "Exchange rates", seed=("from_currency", "to_currency", "on_day"))
class ExchangeRate(Row):
    """A rate that was entered or imported: one unit of the first currency in the second."""

    from_currency: str | None = declare("currency", "From", needed=True)
    to_currency: str | None = declare("currency", "To", needed=True)
    on_day: str | None = declare("day", "Day", needed=True)
    rate: Rate | None = declare("fx", "Rate", needed=True)


ENTITIES = (
    Setting.entity, Attachment.entity, AttachmentLink.entity, CustomField.entity, CustomValue.entity, Template.entity,
    ExchangeRate.entity,
)  # fmt: skip
