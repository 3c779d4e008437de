"""The report of a refresh as `newsprism refresh --format json` prints it."""

from __future__ import annotations

from newsprism.types.refresh import RefreshReport


def refresh_to_json(report: RefreshReport) -> dict[str, object]:
    """Return the contract's keys, then ours: what failed and why, stories by change, corrected clocks.

    `documents` are those that are new or changed, `stories` those that opened, grew, merged or split.
    """
    return {
        "sources": report.sources,
        "entries": report.entries,
        "documents": report.new + report.changed,
        "stories": report.opened + report.grown + report.merged + report.split,
        "new": report.new,
        "changed": report.changed,
        "dropped": report.dropped_by_reason(),
        "seconds": round(report.seconds, 3),
        "unchanged": report.unchanged,
        "retracted": report.retracted,
        "opened": report.opened,
        "grown": report.grown,
        "merged": report.merged,
        "split": report.split,
        "failed": [{"source": v.source_id, "reason": v.reason, "fault": v.fault} for v in report.failed],
        "clocks": [
            {
                "publisher": c.publisher,
                "hours_subtracted": c.clock.offset_applied.total_seconds() / 3600,
                "basis": c.clock.basis,
            }
            for c in report.clocks
        ],
    }
