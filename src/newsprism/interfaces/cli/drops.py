"""What a reason of a drop means to the person who runs a command."""

from __future__ import annotations

LOST = frozenset({
    "order_in_title",
    "broken_archive", "broken_json", "broken_row", "broken_sitemap", "collector_failed", "empty_file", "empty_item",
    "empty_row", "excluded_row", "extractor_crashed", "extractor_failed", "extractor_timed_out", "malformed_record",
    "missing_part", "no_body", "no_items", "no_main_text", "no_title", "old_addresses", "other_media_type",
    "pages_later", "retracted_without_address", "still_changing", "too_large", "too_many_addresses", "too_many_items",
    "too_many_parts", "too_many_records", "too_many_sitemaps", "unknown_record", "unknown_type", "unreadable_file",
    "unreadable_mail", "unreadable_text", "unsupported_format",
})  # fmt: skip
"""An input, or the rest of one, that is in no document. A reason that stands nowhere here (a plug-in's) is one too."""

MERGED = frozenset({"repeated_item", "same_document", "same_url"})
"""An input whose document is there already."""

NOTES = frozenset(
    {
        "attachment",
        "bad_bytes",
        "broken_feed",
        "broken_page",
        "date_of_fetch",
        "files_later",
        "impossible_date",
        "not_indexed",
        "out_of_time",
        "scanned_pages",
        "too_many_pages",
        "unread_tables",
        "unreadable_date",
    }
)
"""The document was kept and something about it may be wrong; or it is read at the next refresh."""

PIECES = frozenset({
    "weather", "time_stamp", "copyright", "caption", "header", "comments", "headline_list", "button", "call", "byline",
    "lead_tag", "credit", "byline_tail", "inline_link", "title_again", "doubled_block", "doubled_text", "broken_word",
    "recurring_line", "page_tail", "too_long", "cover", "contents", "summary_table", "page_furniture",
    "mail_furniture",
})  # fmt: skip
"""Text around an article, or a part of it, that was cut away; the article was kept."""
