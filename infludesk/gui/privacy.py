"""What the program says about personal data, word for word wherever it is said."""

STAYS_HERE = (
    "Everything you enter stays in this folder on this computer. InfluDesk makes no network connection: no account, "
    "no usage data, no update check, no pictures fetched."
)
STATEMENTS = (
    STAYS_HERE,
    "Links and e-mail drafts open in your browser and mail program when you click them. Nothing is sent by InfluDesk.",
    "Do not contact is never cleared by an import.",
)
