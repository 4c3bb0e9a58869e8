"""The sentence that says why a rule passes, fails or needs a person. Pure."""

from infludesk.kernel.text import join, tr


def why(aspect: str, result: str, *, note: str = "", disguised: bool = False) -> str:
    """One sentence, with what the pack notes of the wording and how it is spelt."""
    said = _REASONS.get((aspect, result)) or (tr("It holds.") if result == "pass" else tr("Look at the piece."))
    spelt = tr("It is written with signs that only look like it.") if disguised else ""
    return join((said, note, spelt), " ")


_REASONS = {
    ("present", "pass"): tr("The caption tells the connection."),
    ("present", "fail"): tr("There is a connection, and the caption does not tell it."),
    ("present", "review"): tr("The caption does not tell the connection for certain. Look at the piece."),
    ("words", "pass"): tr("These words are clear."),
    ("words", "fail"): tr("These words do not tell people that there is a connection."),
    ("words", "review"): tr("These words may not be enough."),
    ("nature", "pass"): tr("The words fit the connection."),
    ("nature", "fail"): tr("The words tell of another connection than there is."),
    ("nature", "review"): tr("It is not certain that the words fit the connection."),
    ("insider", "pass"): tr("The words say that the author belongs to the company."),
    ("insider", "review"): tr("The words do not say that the author belongs to the company."),
    ("affiliate", "pass"): tr("The affiliate connection is told in words people understand."),
    ("affiliate", "review"): tr("People may not understand that links earn a commission."),
    ("affiliate", "fail"): tr("People do not learn that links earn a commission."),
    ("language", "pass"): tr("The disclosure is in the right language."),
    ("language", "fail"): tr("The disclosure is in another language."),
    ("language", "review"): tr("The caption seems to be in another language than the piece."),
    ("fold", "pass"): tr("It is seen before the platform cuts the caption off."),
    ("fold", "fail"): tr("It comes after the place where the platform cuts the caption off."),
    ("fold", "review"): tr("Some phones cut the caption off before it."),
    ("start", "pass"): tr("It is at the start."),
    ("start", "review"): tr("It is not at the start."),
    ("pile", "pass"): tr("It stands apart from other hashtags."),
    ("pile", "fail"): tr("It is lost among other hashtags."),
    ("pile", "review"): tr("It is the first of many hashtags."),
    ("contradiction", "pass"): tr("Nothing contradicts it."),
    ("contradiction", "fail"): tr("The caption denies the connection."),
    ("contradiction", "review"): tr("The caption denies a part of the connection."),
    ("sponsor", "pass"): tr("A sponsor seems to be named."),
    ("sponsor", "review"): tr("No name of a sponsor was found."),
    ("tool", "pass"): tr("It is more than the platform's own tool."),
    ("tool", "review"): tr("It may be the platform's own tool alone."),
    ("film", "review"): tr("It belongs in the film, where a caption cannot show it."),
    ("picture", "review"): tr("It belongs on the picture, where a caption cannot show it."),
    ("live", "review"): tr("It is repeated through the stream, which a caption cannot show."),
}
