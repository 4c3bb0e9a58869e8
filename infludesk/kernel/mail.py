"""An e-mail as a draft: a file that the person's own mail program opens, unsent. Pure; nothing is sent here."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file to send along; ``media_type`` as ``application/pdf``."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """What a draft says, and to whom; an address may be missing, since a draft can be completed."""

    to: Sequence[str]
    subject: str
    text: str
    files: Sequence[MailFile] = ()


def draft(mail: Mail) -> bytes:
    """The draft as an ``.eml`` file (RFC 5322); ``X-Unsent`` makes mail programs open it to be edited and sent."""
    message = EmailMessage(SMTP.clone(utf8=False))
    message["X-Unsent"] = "1"
    if mail.to:
        message["To"] = ", ".join(_line(address) for address in mail.to)
    message["Subject"] = _line(mail.subject)
    message.set_content(mail.text)
    for file in mail.files:
        main, _, sub = file.media_type.partition("/")
        message.add_attachment(file.data, maintype=main, subtype=sub, filename=_line(file.name))
    return message.as_bytes()


def _line(text: str) -> str:
    """Text for a header: one line, and nothing that no line may hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
