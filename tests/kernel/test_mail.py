"""E-mail drafts, read back as a mail program reads them."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from hypothesis import given
from hypothesis import strategies as st

from infludesk.kernel.mail import Mail, MailFile, draft

PDF = MailFile("Brief Spring Launch – Zoë.pdf", "application/pdf", b"%PDF-1.7 ...")


def read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def words(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_a_draft_opens_unsent_with_its_words_and_files() -> None:
    message = read(draft(Mail(["ana@example.com"], "Your brief: Frühling 🌸", "Hola Ana,\n\nhere it is.", [PDF])))
    assert message["X-Unsent"] == "1"
    assert message["To"] == "ana@example.com"
    assert message["Subject"] == "Your brief: Frühling 🌸"
    assert words(message).splitlines() == ["Hola Ana,", "", "here it is."]
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == (PDF.name, "application/pdf")
    assert file.get_content() == PDF.data


def test_a_draft_may_lack_its_address() -> None:
    assert read(draft(Mail([], "Brief", "Hello"))).get("To") is None


def test_a_subject_cannot_smuggle_a_header() -> None:
    message = read(draft(Mail(["ana@example.com"], "Brief\r\nBcc: other@example.com", "Hello")))
    assert message.get("Bcc") is None
    assert message["Subject"] == "Brief Bcc: other@example.com"


@given(st.lists(st.text(max_size=30), max_size=3), st.text(max_size=200), st.text(max_size=300), st.text(max_size=40))
def test_any_words_make_a_draft(to: list[str], subject: str, text: str, name: str) -> None:
    message = read(draft(Mail(to, subject, text, [MailFile(name, "text/plain", b"one")])))
    assert len(list(message.iter_attachments())) == 1
    assert set(message.keys()) <= {"X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"}
