"""``python -m tools.verify_labels``: makes labels/verify/{dev,test}.jsonl of the hand-written labels/verify/bases/*.txt.

A base is a source with its day (``# 2026-03-12``, ``> text``), true paraphrases of it (``= text``) and false claims by
kind (``polarity: text``). To these come, seeded: every sentence of the source as an excerpt, true rewritings by rule (other
notation of numbers, full dates, other names of the same), and one fault of each mechanical kind in the source's
sentences and in the paraphrases. Bases marked ``test`` go to that file, and were not looked at while the checks were made.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.stages.verify.perturb import PERTURBATIONS

from newsprism.text.ko.josa import has_batchim
from newsprism.text.ko.sentences import split

LABELS = Path(__file__).resolve().parent.parent / "labels" / "verify"
SEED = 2026

_NAMES = (
    "새솔조선 한빛정밀 다온건설 라온칩 누리유통 해솔화학 미르화학 가온소재 미르전자 가온제약 두레은행 보람증권 보람벤처스 말결 바로달림 일터나루",
    "나루시 가람시 벼리시 다온시",
    "도하윤 서이든 민서담 차노을 강다솔 류가온 한바다 백이룸 오누리",
    "한빛연구소 두레연구소 나루연구원 가람연구원",
    "미국 중국 일본 독일 영국 인도",
    "공정거래위원회 금융위원회 고용노동부 국토교통부 보건복지부 기획재정부 행정안전부 중소벤처기업부 감사원 금융감독원",
)
_SHORT = {
    "미국": "美", "일본": "日", "중국": "中", "공정거래위원회": "공정위", "금융위원회": "금융위", "고용노동부": "고용부",
    "국토교통부": "국토부", "보건복지부": "복지부", "기획재정부": "기재부", "행정안전부": "행안부", "금융감독원": "금감원",
    "중소벤처기업부": "중기부", "지난해": "작년", "인공지능": "AI", "%포인트": "%p", "다음 달": "내달",
}  # fmt: skip
_WORDS = (
    (r"인상에", "올리는 데"), (r"늘었다", "증가했다"), (r"줄었다", "감소했다"), (r"올랐다", "상승했다"), (r"내렸다", "하락했다"),
    (r"밝혔다\.", "발표했다."), (r"말했다\.", "전했다."), (r"가운데", "중"), (r"동안", "간"), (r"시작한다", "착수한다"),
    (r"시작했다", "개시했다"), (r"마감했다", "마쳤다"), (r"공개했다", "선보였다"), (r"예정이다", "계획이다"),
)  # fmt: skip
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"|(?<!\w)'[^']*'")
_MECHANICAL = ("number", "unit", "date", "name", "quote")


@dataclass(frozen=True, slots=True)
class Base:
    """A source with what was written about it: pairs of kind (None: true) and claim."""

    name: str
    reader: str
    day: date
    source: str
    written: tuple[tuple[str | None, str], ...]
    kept: bool = False

    @property
    def sentences(self) -> list[str]:
        """The sentences of the source."""
        return [self.source[span.start : span.end] for span in split(self.source)]


@dataclass(slots=True)
class _Lines:
    base: Base
    records: list[dict[str, object]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def add(self, text: str | None, fault: str | None, how: str, origin: str = "generated") -> bool:
        if text is None or (text, origin) in self.seen or (fault and text in self.base.source):
            return False
        self.seen.add((text, origin))
        self.records.append(
            {
                "id": f"{self.base.name}-{len(self.records) + 1:02}",
                "source": self.base.source,
                "claim": text,
                "label": "unsupported" if fault else "supported",
                "fault": fault,
                "source_date": self.base.day.isoformat(),
                "origin": origin,
                "reader": self.base.reader,
                "made": how,
            }
        )
        return True


def bases() -> Iterator[Base]:
    """Yield the hand-written bases in the order of their files."""
    for path in sorted((LABELS / "bases").glob("*.txt")):
        blocks = re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.M)[1:]
        for number, block in enumerate(blocks, 1):
            yield _base(f"{path.stem}{number}", path.stem, block.strip().splitlines())


def _base(name: str, reader: str, lines: list[str]) -> Base:
    source, written = "", []
    for line in lines[1:]:
        mark, _, text = line.partition(" ")
        if mark == ">":
            source = text
        else:
            written.append((None if mark == "=" else mark.removesuffix(":"), text))
    day, *marks = lines[0].split()
    return Base(
        name, marks[1] if len(marks) > 1 else reader, date.fromisoformat(day), source, tuple(written), "test" in marks
    )


def records(base: Base) -> list[dict[str, object]]:
    """Return the lines of one base."""
    rng = random.Random(f"{SEED} {base.name}")
    lines = _Lines(base)
    for text in base.sentences:
        lines.add(text, None, "excerpt", "extracted")
    for fault, text in base.written:
        lines.add(text, fault, "hand")
    true = [text for fault, text in base.written if fault is None]
    for text in base.sentences:
        for made in rng.sample(found := list(_rewritten(text, base.day)), min(2, len(found))):
            if _QUOTED.findall(made) == _QUOTED.findall(text):  # what is quoted in other words is not true
                lines.add(made, None, "rule")
    for kind in _MECHANICAL:
        pool = rng.sample(base.sentences, len(base.sentences)) + rng.sample(true, len(true))
        made = 0
        for text in pool:
            false = _renamed(text, rng) if kind == "name" else _agreeing(PERTURBATIONS[kind](text, rng))
            made += bool(false and false != text and lines.add(false, kind, "rule"))
            if made == 2:
                break
    return lines.records


def _rewritten(text: str, day: date) -> Iterator[str]:
    """Yield true rewritings, one change or two in each."""
    yield from _dates(text, day)
    changed = _numbers(text)
    if changed != text:
        yield changed
    short = text
    for name, other in _SHORT.items():
        short = re.sub(rf"(?<![가-힣]){name}(?=[은는이가의도 ]|$)|(?<=\d){name}", other, short)
    short = re.sub(r"(美|日|中|AI)(은|이|을|과)(?= )", lambda m: m[1] + m[2], short)
    if short != text and not re.search(r"작년은|위은|부은", short):
        yield _josa(short)
    for word, other in _WORDS:
        if re.search(word, text) and "“" not in text:
            yield re.sub(word, other, text)


def _numbers(text: str) -> str:
    def decimal(match: re.Match[str]) -> str:
        value = int(match[1]) + int(match[2].replace(",", "")) / 10_000
        return f"{value:g}조{match[3]}"

    out = re.sub(r"(\d+)조\s?(\d,?\d{3})억\s?(원|달러|위안)", decimal, text)
    out = re.sub(r"(?<![\d,.])(\d)(\d{3})(?=(?:명|개|원|만|억|가구))", r"\1,\2", out)
    return re.sub(r"(?<=[억만])(원|달러|명|위안)", r" \1", out)


def _dates(text: str, day: date) -> Iterator[str]:
    here = re.search(rf"(?<![\d월] )(?<!\d){day.day}일(?=[ ,(에])", text)
    if here:
        yield f"{text[: here.start()]}{day.month}월 {day.day}일{text[here.end() :]}"
        yield f"{text[: here.start()]}{day.year}년 {day.month}월 {day.day}일{text[here.end() :]}"
    if "지난달" in text:
        yield text.replace("지난달", f"{(day.replace(day=1) - timedelta(days=1)).month}월")
    if "다음 달" in text:
        yield text.replace("다음 달", f"{day.month % 12 + 1}월")
    if "지난해" in text:
        yield text.replace("지난해", f"{day.year - 1}년", 1)


def _josa(text: str) -> str:
    pairs = {"은": "는", "이": "가", "을": "를", "과": "와"}
    both = {**pairs, **{b: a for a, b in pairs.items()}}

    def right(match: re.Match[str]) -> str:
        with_batchim = match[2] in pairs
        return match[1] + (match[2] if has_batchim(match[1]) == with_batchim else both[match[2]])

    return re.sub(rf"({'|'.join(_SHORT.values())})([은는이가을를과와])(?= )", right, text)


def _renamed(text: str, rng: random.Random) -> str | None:
    """Put another name of the same kind, with the same josa behind it, in the place of a name."""
    found = [
        (match.start(), name, group.split()) for group in _NAMES for name in group.split()
        for match in re.finditer(rf"(?<![가-힣]){name}", text)
    ]  # fmt: skip
    if not found:
        return None
    start, name, group = rng.choice(found)
    pool = [other for other in group if has_batchim(other) == has_batchim(name) and other not in text]
    return text[:start] + rng.choice(pool) + text[start + len(name) :] if pool else None


def _agreeing(text: str | None) -> str | None:
    """Set the josa right behind a unit that was put in."""
    vowels = {"을": "를", "이": "가", "은": "는", "과": "와", "으로": "로"}
    return text and re.sub(r"(달러|유로)(을|이|은|과|으로)(?= )", lambda m: m[1] + vowels[m[2]], text)


def main() -> int:
    """Write both files; return 0."""
    parts: tuple[list[dict[str, object]], list[dict[str, object]]] = ([], [])
    for base in bases():
        parts[base.kept].extend(records(base))
    for name, part in zip(("dev", "test"), parts, strict=True):
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in part)
        (LABELS / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        print(f"{name}: {len(part)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
