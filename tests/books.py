"""Workbooks written by hand, for what no library would write."""

import io
import zipfile

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
HIDDEN = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {"draw": "drawing"}.items() | {(one, one) for one in ("office", "style", "table", "text")}
)


def zipped(parts: dict[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def excel(
    rows: str,
    *,
    texts: str = "",
    styles: str = "",
    before: str = "",
    book: str = "",
    kind: str = OFFICE,
    named: str = "xl/workbook.xml",
    more: dict[str, bytes | str] | None = None,
) -> bytes:
    """A workbook of one tab whose ``sheetData`` is given, and whatever other parts are."""
    folder = named.rpartition("/")[0]
    sheets = '<sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets>'
    parts: dict[str, bytes | str] = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="a" Type="{kind}/officeDocument" Target="{named}"/></Relationships>',
        named: f'<workbook xmlns:r="{OFFICE}">{book}{sheets}</workbook>',
        f"{folder}/_rels/{named.rpartition('/')[2]}.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{kind}/sharedStrings" Target="/{folder}/sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{kind}/styles" Target="styles.xml"/></Relationships>',
        f"{folder}/worksheets/sheet1.xml": f"<worksheet>{before}<sheetData>{rows}</sheetData></worksheet>",
    }
    if texts:
        parts[f"{folder}/sharedStrings.xml"] = f"<sst>{texts}</sst>"
    if styles:
        parts[f"{folder}/styles.xml"] = f"<styleSheet>{styles}</styleSheet>"
    return zipped(parts | (more or {}))


def words(at: int, *texts: str) -> str:
    """A row of an Excel tab whose cells hold their texts themselves."""
    cells = (f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{at}">{"".join(cells)}</row>'


def open_document(
    tables: str, *, styles: str = "", head: str = "", more: dict[str, bytes | str] | None = None
) -> bytes:
    """An OpenDocument spreadsheet of the tables given."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content {_NAMESPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    parts: dict[str, bytes | str] = {"mimetype": MIMETYPE, "content.xml": content}
    return zipped(parts | (more or {}))


def table(rows: str, name: str = "People", style: str = "ta1") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def said(text: str, times: int = 1) -> str:
    """A cell of an OpenDocument tab with a text; its paragraphs are parted by line ends."""
    paragraphs = "".join(f"<text:p>{one}</text:p>" for one in text.split("\n"))
    repeated = f' table:number-columns-repeated="{times}"'
    return f'<table:table-cell office:value-type="string"{repeated}>{paragraphs}</table:table-cell>'


def valued(kind: str, value: str, seen: str, of: str = "value") -> str:
    """A cell with a stored value and what is seen of it."""
    given = f'office:value-type="{kind}" office:{of}="{value}"'
    return f"<table:table-cell {given}><text:p>{seen}</text:p></table:table-cell>"
