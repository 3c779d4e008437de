"""Documents that are not web pages: PDF, DOCX, HWP 5 and HWPX.

::

    bytes ─ reader of the format ─> Layout ─ splitter ─> documents of kind report_item
            pdf docx hwp hwpx       layout   split

A reader knows one format and nothing of reports; the splitter knows reports and no format. In this order:

layout      what a reader gives: headings, paragraphs, list lines, tables, footnotes, each with its page
extractor   the extractors, one for each media type
split       a layout becomes one document or several; `lines`, `releases`, `report` and `marks` are its parts
packages    ZIP packages, opened within limits
drafts      paragraphs of word processors as blocks; numbering: how list paragraphs are numbered
docx, hwpx, hwp (hwp_records)
pdf         pdf_guard → pdf_glyphs → pdf_tables → pdf_furniture → pdf_order → pdf_paragraphs
            (pdf_joins, pdf_notes, pdf_cells)
"""
