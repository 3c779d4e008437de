"""What documents must be like before anything is made of them."""

from __future__ import annotations

from collections.abc import Sequence

from newsprism.errors import InputError
from newsprism.types.document import Document


def sound(documents: Sequence[Document]) -> Sequence[Document]:
    """Return the documents; raises InputError for a time without a zone, and for two documents with one id."""
    seen: dict[str, Document] = {}
    for document in documents:
        moment = document.published_at
        if moment is not None and moment.tzinfo is None:
            raise InputError(
                "published_at 에 시간대가 없습니다", subject=document.id, advice="시간대가 있는 datetime 을 주세요."
            )
        if seen.setdefault(document.id, document) != document:
            raise InputError(
                "식별자가 같은 문서가 둘 있습니다", subject=document.id, advice="id 를 서로 다르게 지으세요."
            )
    return documents
