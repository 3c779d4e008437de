"""Commands on editions: `brief`, `verify`, `explain`, `demo`."""

from __future__ import annotations

import json
from contextlib import ExitStack
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from newsprism import Cadence, UsageError, brief_from_json, document_to_json
from newsprism.errors import system_reason
from newsprism.interfaces.cli.console import Bars, engine, err, newsroom, put, report
from newsprism.interfaces.cli.options import From, On, Output, Verbose, parse_day

if TYPE_CHECKING:
    from newsprism import Brief, Document, Dropped, Edition, NewsPrism, Quote
    from newsprism.types.brief import MadeWith


_CADENCES: dict[str, Cadence] = {"daily": "daily", "weekly": "weekly", "digest": "digest"}


def _cadence(text: str) -> Cadence:
    found = _CADENCES.get(text)
    if found is None:
        raise UsageError(
            f"그런 브리핑은 없습니다: {text!r}", subject="brief", advice="daily, weekly, digest 가운데 하나를 쓰세요."
        )
    return found


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("demo")(demo)
    app.command("brief")(brief)
    app.command("verify")(verify)
    app.command("explain")(explain)


def brief(
    cadence: Annotated[
        Cadence,
        # Eager: that an edition does not exist goes before options that are missing.
        typer.Argument(
            metavar="CADENCE", help="daily, weekly 또는 digest.", show_default=False, is_eager=True, parser=_cadence
        ),
    ],
    reader: Annotated[
        str | None,
        typer.Option(
            "--reader", help="독자 유형 id 또는 TOML 파일(`newsprism readers list`). 필수.", show_default=False
        ),
    ] = None,
    paths: From = None,
    on: On = None,
    days: Annotated[
        int | None,
        typer.Option("--days", min=1, max=366, help="digest: 발행일까지 며칠 치(기본 14).", show_default=False),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="출력 형식: md, html, json, txt 또는 설치한 것. 없으면 -o 의 확장자를 따르고, 모르는 확장자면 md.",
            show_default=False,
        ),
    ] = None,
    output: Output = None,
    documents: Annotated[
        Path | None,
        typer.Option("--documents", metavar="FILE.jsonl", help="인용한 문서를 함께 씁니다.", show_default=False),
    ] = None,
    summariser: Annotated[
        Literal["objective", "lead3", "textrank"] | None,
        typer.Option("--summariser", help="일간 핵심 요약의 방법.", show_default=False),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help="생성형 모델에 물을 횟수와 토큰, 값을 셈하기만 합니다. 묻지도 만들지도 않습니다."
        ),
    ] = False,
    verbose: Verbose = False,
) -> None:
    """한 독자를 위한 브리핑을 만듭니다. 검증을 통과한 문장만 실립니다.

    digest 는 기관 보고서를 개조식 항목으로 정리하고, 보고서가 적으면 기사를 더합니다.

    --from 이 없으면 작업 공간의 기사로 만듭니다. 마감이 지난 호는 처음 만든 때의 기사로 늘 같게 나옵니다.

    예: newsprism brief weekly --reader ceo --from items.jsonl.gz --on 2026-02-15 -o weekly.html --documents docs.jsonl
    """
    day = parse_day(on)
    if days is not None and cadence != "digest":
        raise UsageError("digest 에만 쓰는 옵션입니다", subject="--days", advice="daily 나 weekly 에서는 빼세요.")
    with Bars() as bars, ExitStack() as stack:
        room = None if paths else stack.enter_context(newsroom(bars, summariser=summariser))
        running = room.engine if room else engine(bars, summariser=summariser)
        if room:
            running.prepare()
        wanted, printed = _chosen(reader, running), _form(form, output, running)
        dropped: tuple[Dropped[str], ...] = ()
        same = True
        if dry_run:
            documents_read = () if room else running.read(paths or []).documents
            quote = (
                room.preview(wanted, cadence, day, days)
                if room
                else running.preview(documents_read, wanted, cadence, day, days)
            )
            typer.echo(_quoted(quote))
            return
        if room:
            edition, same = room.brief(wanted, cadence, day, days)
        else:
            reading = running.read(paths or [])
            edition, dropped = running.brief(reading.documents, wanted, cadence, day, days), reading.dropped
    report(dropped, verbose)
    if not same:
        err.print(_DIFFERENT, markup=False, style="yellow")
    put(running.render(edition.brief, printed), output)
    if documents is not None:
        put(_lines(edition.cited), documents)
    _tell(edition)


def verify(
    path: Annotated[Path, typer.Argument(metavar="BRIEF.json", help="저장된 브리핑.", show_default=False)],
    documents: Annotated[
        Path, typer.Option("--documents", metavar="FILE.jsonl", help="인용한 문서들.", show_default=False)
    ],
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="읽기용 또는 JSON.")] = "text",
) -> None:
    """저장된 브리핑의 모든 문장을 근거와 대조합니다. 어긋난 문장이 있으면 1로 끝납니다.

    예: newsprism verify brief.json --documents docs.jsonl
    """
    saved = saved_brief(path)
    with Bars() as bars:
        running = engine(bars)
        reading = running.read([documents])
        found = running.verify(saved, reading.documents)
    report(reading.dropped, verbose=False)
    if form == "json":
        faults = [{"kind": f.kind, "where": f.where, "text": f.text, "detail": f.detail} for f in found.faults]
        counts = {"sentences": found.sentences, "supported": found.supported, "composed": found.composed}
        put(json.dumps({**counts, "faults": faults}, ensure_ascii=False, indent=1) + "\n", None)
    else:
        for fault in found.faults:
            typer.echo(f"{fault.where}: {fault.kind}: {fault.text}\n    {fault.detail}")
        typer.echo(
            f"문장 {found.sentences}개: 근거 확인 {found.supported}, 집계 {found.composed}, 어긋남 {len(found.faults)}"
        )
    if found.faults:
        raise typer.Exit(1)


def explain(
    path: Annotated[Path, typer.Argument(metavar="BRIEF.json", help="저장된 브리핑.", show_default=False)],
    number: Annotated[int, typer.Argument(metavar="N", help="뉴스 번호.", show_default=False)],
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="읽기용 또는 JSON.")] = "text",
) -> None:
    """N번 뉴스나 항목을 왜 골랐는지, 무엇이 거의 뽑힐 뻔했는지 보입니다.

    예: newsprism explain brief.json 1
    """
    saved = saved_brief(path)
    entries = saved.items if saved.cadence == "digest" else saved.picks
    pick = next((p for p in entries if p.number == number), None)
    if pick is None:
        there = ", ".join(str(p.number) for p in entries) or "없음"
        raise UsageError(f"{number}번 뉴스가 없습니다", subject=str(path), advice=f"있는 번호: {there}.")
    title = pick.title if isinstance(pick.title, str) else pick.title.text
    with Bars() as bars:
        why = engine(bars).explain(pick)
    if form == "json":
        reasons = [{"signal": r.signal, "value": r.value, "text": r.text} for r in pick.reasons]
        near = [{"title": r.title, "score": r.score, "reason": r.reason} for r in saved.runners_up]
        put(
            json.dumps(
                {
                    "number": number,
                    "title": title,
                    "sentence": why,
                    "reasons": reasons,
                    "runners_up": near,
                    "filtered": dict(saved.filtered),
                },
                ensure_ascii=False,
                indent=1,
            )
            + "\n",
            None,
        )
        return
    typer.echo(f"{number}. {title}\n\n{why}\n")
    for reason in pick.reasons:
        typer.echo(f"  {reason.value:4.2f}  {reason.text} ({reason.signal})")
    typer.echo("\n거의 뽑힐 뻔한 사안")
    for runner in saved.runners_up[:6]:
        typer.echo(f"  {runner.score:4.2f}  {runner.title} — {_WHY.get(runner.reason, runner.reason)}")
    if saved.filtered:
        typer.echo(
            "\n걸러진 사안: " + ", ".join(f"{_WHY.get(reason, reason)} {count}" for reason, count in saved.filtered)
        )


def demo(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="결과를 둘 폴더.")] = Path("out/demo"),
) -> None:
    """제공된 표본 주간으로 브리핑을 만듭니다. 네트워크도 키도 필요 없습니다.

    예: newsprism demo -o out/demo
    """
    with as_file(files("newsprism.data").joinpath("sample")) as sample, Bars() as bars:
        running = engine(bars)
        reading = running.read([sample / "week.jsonl", sample / "pages", sample / "digest.txt"])
        weekly = running.brief(reading.documents, "ceo", "weekly", parse_day("2025-02-02"))
        daily = running.brief(reading.documents, "newcomer", "daily", parse_day("2025-02-01"))
    _save(running, weekly, output / "weekly-ceo")
    _save(running, daily, output / "daily-newcomer")
    typer.echo(f"기사 {len(reading.documents)}건을 읽어 브리핑 두 호를 만들었습니다(표본 자료, 가상 매체).\n")
    typer.echo("\n".join(running.render(weekly.brief, "txt").split("\n")[:24]))
    typer.echo(
        f"…\n\n주간(기업 CEO):   {output / 'weekly-ceo.html'}\n일간(신입 직장인): {output / 'daily-newcomer.html'}"
    )
    typer.echo(
        f"검증: newsprism verify {output / 'weekly-ceo.json'} --documents {output / 'weekly-ceo.documents.jsonl'}"
    )


_DIFFERENT = "이 호는 처음 만들 때와 다릅니다. 기사는 그때 그대로이므로 독자 유형이나 설정, 의견(feedback), 프로그램이 바뀐 것입니다."
_LATER = frozenset({".pdf", ".docx", ".hwp", ".hwpx", ".epub"})
"""Suffixes that promise another kind of file: writing Markdown into one would deceive."""

_WHY = {
    "lower_score": "점수가 낮았습니다",
    "same_affair": "같은 사안이 이미 실렸습니다",
    "company_cap": "한 기업의 뉴스가 이미 두 건입니다",
    "section_full": "그 부가 이미 찼습니다",
    "topic_cap": "같은 분야가 이미 여러 건입니다",
    "not_relevant": "관심 분야와 멉니다",
    "outside_window": "기간 밖",
    "undated": "날짜 없음",
    "recurring_notice": "되풀이되는 알림",
    "no_body": "본문 없음",
    "no_report": "보도가 아님",
    "other_language": "다른 언어",
    "never_for_reader": "이 독자에게 보이지 않는 주제",
    "already_sent": "이미 보냈고 새 소식 없음",
    "blocked": "이 독자가 막은 사안",
    "muted": "새 소식이 나올 때까지 덮어 둔 사안",
    "blocked_company": "이 독자가 막은 기업",
    "blocked_outlet": "이 독자가 막은 매체만 다룸",
}


def _chosen(reader: str | None, running: NewsPrism) -> str:
    """Return the reader that was asked for once it is known to be a good one."""
    if reader is None:
        there = ", ".join(r.id for r in running.readers.list())
        raise UsageError("독자를 고르세요", subject="--reader", advice=f"독자 유형 id({there}) 또는 TOML 파일입니다.")
    running.readers.get(reader)
    return reader


def _form(form: str | None, output: Path | None, running: NewsPrism) -> str:
    if form is None:
        suffix = output.suffix.lower() if output else ""
        if suffix in _LATER:
            raise UsageError(
                f"{suffix} 파일은 아직 만들지 못합니다",
                subject=str(output),
                advice=f"있는 것: {', '.join(running.formats())}.",
            )
        return (running.format_of(".html" if suffix == ".htm" else suffix) if suffix else None) or "md"
    if form not in running.formats():
        there = ", ".join(running.formats())
        raise UsageError(f"그런 출력 형식이 없습니다: {form!r}", subject="--format", advice=f"있는 것: {there}.")
    return form


def saved_brief(path: Path) -> Brief:
    """Return the edition of a file; raises UsageError or MalformedRecord that names it."""
    advice = "brief … --format json 으로 만든 파일을 주세요."
    try:
        record = json.loads(path.read_text("utf-8"))
    except OSError as problem:
        raise UsageError(f"읽을 수 없습니다({system_reason(problem)})", subject=str(path), advice=advice) from problem
    except (ValueError, RecursionError) as problem:
        place = f"({problem.lineno}행 {problem.colno}열)" if isinstance(problem, json.JSONDecodeError) else ""
        raise UsageError(f"JSON이 아닙니다{place}", subject=str(path), advice=advice) from problem
    return brief_from_json(record, str(path))


def _lines(documents: tuple[Document, ...]) -> str:
    return "".join(json.dumps(document_to_json(d), ensure_ascii=False) + "\n" for d in documents)


def _save(running: NewsPrism, edition: Edition, stem: Path) -> None:
    for form in ("html", "md", "txt", "json"):
        put(running.render(edition.brief, form), stem.with_suffix(f".{form}"))
    put(_lines(edition.cited), stem.with_suffix(".documents.jsonl"))


def _quoted(quote: Quote) -> str:
    """Return what a model would be asked, in one line."""
    asked = quote.forecast
    told = (
        f"{quote.model}: 물음 {asked.calls}번(이미 답이 있는 것 {asked.kept}번), "
        f"토큰 약 {asked.tokens_in:,} 읽기, 약 {asked.tokens_out:,} 쓰기"
    )
    if quote.price is None or quote.cost is None:
        return f"{told}, 값은 모름(작업 공간의 prices.toml 에 {quote.model} 의 값이 없습니다)"
    return f"{told}, 약 {quote.cost:,.4g} {quote.price.currency}"


def _tell(edition: Edition) -> None:
    brief, checked = edition.brief, edition.brief.verification
    told = f"항목 {len(brief.items)}건" if brief.cadence == "digest" else f"뉴스 {len(brief.picks)}건"
    err.print(
        f"{told}, 문장 {checked.sentences}개(근거 확인 {checked.supported}, 집계 {checked.composed}), "
        f"검증에서 뺀 문장 {len(checked.dropped)}개"
    )
    if brief.made_with.usage:
        err.print(_of_model(brief.made_with), markup=False)


def _of_model(made: MadeWith) -> str:
    usage = made.usage
    if usage is None:
        return ""
    if not (made.model or usage.calls):
        return usage.note
    counted = (
        f"모델 {made.model or '없음'}, 물음 {usage.calls}번, 토큰 {usage.tokens_in:,} 읽기 {usage.tokens_out:,} 쓰기"
    )
    return f"{counted}. {usage.note}".strip() if usage.note else counted
