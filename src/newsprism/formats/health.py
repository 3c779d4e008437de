"""The health of a source as `newsprism doctor --format json` prints it."""

from __future__ import annotations

from datetime import datetime

from newsprism.types.source import SourceHealth


def health_to_json(health: SourceHealth) -> dict[str, object]:
    """Return one JSON object; shares are between 0 and 1 or null, moments ISO 8601 or null, `dropped` by reason."""
    source = health.source
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "place": source.place,
        "state": health.state,
        "last_success": _iso(health.last_success),
        "last_attempt": _iso(health.last_attempt),
        "last_document": _iso(health.last_document),
        "failures": health.failures,
        "fault": health.fault,
        "documents": health.documents,
        "per_day": round(health.per_day, 2),
        "dropped_share": _rounded(health.dropped_share),
        "dropped": dict(health.dropped),
        "undated_share": _rounded(health.undated_share),
        "boilerplate_share": _rounded(health.boilerplate_share),
        "suggestion": health.suggestion,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
