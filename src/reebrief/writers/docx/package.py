"""The parts of a Word file, joined by python-docx and zipped the same way each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import CT_Types
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.package import Package
from docx.parts.document import DocumentPart

from reebrief.document.manifest import Manifest
from reebrief.document.nodes import Image, Meta
from reebrief.writers.docx import author_lines, embedded_fonts, manifest_part, properties
from reebrief.writers.docx.charts import ChartPart
from reebrief.writers.docx.charts.drawingml import WORKBOOK
from reebrief.writers.docx.embedded_fonts import EmbeddedFont
from reebrief.writers.docx.hyperlinks import Links

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file can hold
_LEVEL = 6  # of compression: zlib's own default, fixed here


@dataclass(frozen=True, slots=True)
class PackageParts:
    """The parts' bytes, and the addresses that the body's and the notes' links go to.

    Headers and footers stand under the ids of the document's relationships to them.
    """

    document: bytes
    styles: bytes
    fonts: bytes
    embedded: Sequence[EmbeddedFont]
    theme: bytes
    numbering: bytes
    settings: bytes
    footnotes: bytes
    headers: Mapping[str, bytes]
    footers: Mapping[str, bytes]
    links: Links
    note_links: Links
    charts: Sequence[ChartPart]
    images: Mapping[Image, str]
    author_lines: bytes


def build(contents: PackageParts, meta: Meta, manifest: Manifest | None) -> bytes:
    """Return the Word file."""
    package = Package()

    def part(name: str, content_type: str, data: bytes) -> Part:
        return Part(PackURI(f"/{name}"), content_type, data, package)

    # Only the main part is parsed: a fault in it, of ours, is found before anybody opens the file.
    document = DocumentPart.load(
        PackURI("/word/document.xml"), CT.WML_DOCUMENT_MAIN, contents.document, package
    )
    notes = part("word/footnotes.xml", CT.WML_FOOTNOTES, contents.footnotes)
    styles = part("word/styles.xml", CT.WML_STYLES, contents.styles)
    fonts = part("word/fontTable.xml", CT.WML_FONT_TABLE, contents.fonts)
    for one in contents.embedded:
        file = part(one.name, embedded_fonts.CONTENT_TYPE, one.obfuscated)
        fonts.load_rel(embedded_fonts.RELATIONSHIP, file, one.id)
    theme = part("word/theme/theme1.xml", CT.OFC_THEME, contents.theme)
    numbering = part("word/numbering.xml", CT.WML_NUMBERING, contents.numbering)
    settings = part("word/settings.xml", CT.WML_SETTINGS, contents.settings)
    application = part("docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, properties.APPLICATION)
    core = CorePropertiesPart.load(
        PackURI("/docProps/core.xml"), CT.OPC_CORE_PROPERTIES, properties.CORE, package
    )
    properties.fill(core.core_properties, meta)

    package.load_rel(RT.OFFICE_DOCUMENT, document, "document")
    package.load_rel(RT.CORE_PROPERTIES, core, "core")
    package.load_rel(RT.EXTENDED_PROPERTIES, application, "application")
    document.load_rel(RT.STYLES, styles, "styles")
    document.load_rel(RT.FONT_TABLE, fonts, "fonts")
    document.load_rel(RT.THEME, theme, "theme")
    document.load_rel(RT.NUMBERING, numbering, "numbering")
    document.load_rel(RT.SETTINGS, settings, "settings")
    document.load_rel(RT.FOOTNOTES, notes, "footnotes")
    for name, data in contents.headers.items():
        header = part(f"word/{name}.xml", CT.WML_HEADER, data)
        document.load_rel(RT.HEADER, header, name)
    for name, data in contents.footers.items():
        footer = part(f"word/{name}.xml", CT.WML_FOOTER, data)
        document.load_rel(RT.FOOTER, footer, name)
    for chart in contents.charts:
        drawn = part(f"word/charts/chart{chart.number}.xml", CT.DML_CHART, chart.xml)
        name = f"word/embeddings/chart{chart.number}.xlsx"
        drawn.load_rel(RT.PACKAGE, part(name, CT.SML_SHEET, chart.workbook), WORKBOOK)
        document.load_rel(RT.CHART, drawn, chart.id)
    for image, id_ in contents.images.items():
        shown = part(f"word/media/{id_}.{image.kind}", f"image/{image.kind}", image.data)
        document.load_rel(RT.IMAGE, shown, id_)
    for source, links in ((document, contents.links), (notes, contents.note_links)):
        # Not relate_to: it looks through all relationships for each new one.
        for address, name in links.ids.items():
            source.load_rel(RT.HYPERLINK, address, name, is_external=True)
    if manifest:
        _add_custom(package, document, manifest, contents.author_lines)
    return _zipped(package, manifest)


def _add_custom(package: Package, document: DocumentPart, manifest: Manifest, lines: bytes) -> None:
    """Add what the file says of itself; the manifest is filled in when all else is known."""

    def part(name: str, content_type: str, data: bytes) -> Part:
        return Part(PackURI(f"/{name}"), content_type, data, package)

    custom = manifest_part.custom_properties(manifest.id)
    properties_part = part("docProps/custom.xml", CT.OFC_CUSTOM_PROPERTIES, custom)
    package.load_rel(RT.CUSTOM_PROPERTIES, properties_part, "custom")
    for name, data, item_name, named in (
        ("manifest", b"", manifest_part.PART, manifest_part.ITEM),
        ("lines", lines, author_lines.PART, author_lines.ITEM),
    ):
        item = part(item_name, CT.XML, data)
        names = part(item_name.replace("/item", "/itemProps"), CT.OFC_CUSTOM_XML_PROPERTIES, named)
        document.load_rel(RT.CUSTOM_XML, item, name)
        item.load_rel(RT.CUSTOM_XML_PROPS, names, "properties")


def _zipped(package: Package, manifest: Manifest | None) -> bytes:
    """Return a package as a zip file with one fixed date, in the order of its relationships.

    The manifest goes into its part when all others are known.
    """
    types = CT_Types.new()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
    types.add_default("rels", CT.OPC_RELATIONSHIPS)
    types.add_default("xml", CT.XML)
    members = {"_rels/.rels": package.rels.xml}
    for part in package.iter_parts():
        types.add_override(part.partname, part.content_type)
        members[part.partname.membername] = part.blob
        if part.rels:
            members[part.partname.rels_uri.membername] = part.rels.xml
    members = {"[Content_Types].xml": types.xml.encode(), **members}
    if manifest:
        others = {name: data for name, data in members.items() if name != manifest_part.PART}
        members[manifest_part.PART] = manifest_part.item(manifest.with_parts(others))
    return zipped(members)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return parts by name as a zip file with one fixed date, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system that writes the file
            archive.writestr(info, data)
    return buffer.getvalue()
