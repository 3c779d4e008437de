"""Reports and news as items of a digest, in 개조식: lines of three levels that end in nouns, tables, source lines.

::

    document ─ outline.py ─▶ units ─ length.py ─▶ 950–1,900 characters ─┬─▶ body
    story ─ news.py ─▶ units ─────────────────────────────────────────┘
                                                         summary.py ─▶ line of the table
    stories ─ reports.py ─▶ each report once             sections.py ─▶ where an item stands
"""
