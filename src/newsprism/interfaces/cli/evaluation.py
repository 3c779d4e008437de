"""Commands on quality: `evaluate`, `label`."""

from __future__ import annotations

import codecs
import json
import os
import sys
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table

from newsprism import UsageError
from newsprism.interfaces.cli.console import Bars, engine, err, put
from newsprism.interfaces.cli.options import Output

if TYPE_CHECKING:
    from newsprism.evaluation.labelling import Kind, Question

label = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="평가에 쓸 라벨을 사람이 답니다. 답은 하나마다 바로 저장되고, 다시 부르면 이어서 묻습니다.\n\n"
    "예: newsprism label pairs --from 기사폴더 -o pairs.jsonl",
)

Items = Annotated[
    list[Path] | None,
    typer.Option(
        "--from", metavar="PATH...", help="라벨을 단 기사. 여러 개를 이어 쓸 수 있습니다.", show_default=False
    ),
]
Labels = Annotated[
    Path, typer.Option("-o", "--output", metavar="FILE", help="답을 덧붙일 라벨 파일(JSON lines).", show_default=False)
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="무엇을 물을지 뽑는 씨앗값.")]
_SEED = 20_260


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("evaluate")(evaluate)
    app.add_typer(label, name="label")


def evaluate(
    stage: Annotated[
        Literal["extract", "dedupe", "cluster", "rank", "summarize", "verify"],
        typer.Argument(metavar="STAGE", help="extract, dedupe, cluster, rank, summarize, verify 가운데 하나."),
    ],
    data: Annotated[
        Path,
        typer.Option(
            "--data",
            metavar="PATH",
            help="라벨 파일(JSON lines, .gz도 됨). extract 는 pages.jsonl 이 든 폴더.",
            show_default=False,
        ),
    ],
    items: Items = None,
    form: Annotated[Literal["json", "table"], typer.Option("--format", help="JSON 또는 표.")] = "json",
    errors: Annotated[bool, typer.Option("--errors", help="틀린 예를 갈래마다 20건까지 함께 냅니다.")] = False,
    output: Output = None,
) -> None:
    """한 단계의 품질을 라벨로 재고, 같은 실행에서 비교 기준도 잽니다. 형식은 docs/evaluation.md 에 있습니다.

    dedupe, cluster, rank 는 라벨을 단 기사를 --from 으로 받습니다.

    예: newsprism evaluate cluster --data pairs.jsonl --from 기사폴더 --format table
    """
    from newsprism.evaluation import evaluate as measured

    with Bars() as bars:
        found = measured(engine(bars), stage, data, items or [], errors=errors).to_json()
    put(_table(found) if form == "table" else json.dumps(found, ensure_ascii=False, indent=1) + "\n", output)


@label.command("pairs")
def label_pairs(
    output: Labels,
    items: Items = None,
    count: Annotated[int, typer.Option("--count", min=1, max=100_000, help="물을 쌍의 수.")] = 200,
    seed: Seed = _SEED,
) -> None:
    """기사 두 건을 보이고 2(같은 사안), 1(관련), 0(다름) 가운데 하나를 받습니다.

    u 는 마지막 답을 지우고, s 는 건너뛰고, q 는 끝냅니다. 터미널이 아니면 표준 입력에서 한 줄에 답 하나를 읽습니다.
    쌍은 글자가 닮은 정도로 나눈 층마다 고르게 뽑으며, weight 에 한 쌍이 대신하는 몫을 적습니다.

    예: newsprism label pairs --from 기사폴더 -o pairs.jsonl --count 300
    """
    from newsprism.evaluation.labelling import PAIRS, pair_questions
    from newsprism.evaluation.sampling import draw_pairs

    with Bars() as bars:
        documents = engine(bars).read(_given(items)).documents
        bars.stage("쌍 뽑기", len(documents))
        questions = pair_questions(draw_pairs(documents, count, seed))
    _ask(questions, output, PAIRS, "2 같은 사안 · 1 관련 · 0 다름 · u 되돌리기 · s 건너뛰기 · q 끝")


@label.command("relevance")
def label_relevance(
    output: Labels,
    reader: Annotated[
        str, typer.Option("--reader", metavar="TYPE[,TYPE]", help="독자 유형 id. 쉼표로 잇습니다.", show_default=False)
    ],
    items: Items = None,
    count: Annotated[int, typer.Option("--count", min=1, max=100_000, help="물을 사안의 수.")] = 100,
    seed: Seed = _SEED,
) -> None:
    """사안과 독자 유형을 보이고 3(꼭 실어야 함), 2(실을 만함), 1(조금 관련), 0(상관없음) 가운데 하나를 받습니다.

    u, s, q 는 label pairs 와 같습니다.

    예: newsprism label relevance --reader ceo,founder --from 기사폴더 -o relevance.jsonl
    """
    from newsprism.evaluation.labelling import GRADES, story_questions
    from newsprism.evaluation.sampling import draw_stories

    with Bars() as bars:
        running = engine(bars)
        readers = [running.readers.get(name) for name in dict.fromkeys(reader.split(",")) if name.strip()]
        if not readers:
            raise UsageError("독자 유형이 없습니다", subject="--reader", advice="newsprism readers list 를 보세요.")
        stories = running.stories(running.read(_given(items)).documents)
        bars.stage("사안 뽑기", len(stories))
        questions = story_questions(draw_stories(stories, readers, count, running.analyzer, seed))
    _ask(
        questions,
        output,
        GRADES,
        "3 꼭 실어야 함 · 2 실을 만함 · 1 조금 관련 · 0 상관없음 · u 되돌리기 · s 건너뛰기 · q 끝",
    )


def _given(items: list[Path] | None) -> list[Path]:
    if not items:
        raise UsageError("라벨을 달 기사가 없습니다", subject="--from", advice="기사 파일이나 폴더를 주세요.")
    return items


def _ask(questions: list[Question], output: Path, kind: Kind, keys: str) -> None:
    from newsprism.evaluation.labelling import LabelFile, session

    file = LabelFile(output, kind)
    err.print(keys, markup=False)
    with closing(_keys()) as pressed:
        tally = session(questions, file, lambda: next(pressed, None), lambda text: err.print(text, markup=False))
    err.print(f"{output}: 이번에 {tally.answered}건, 모두 {tally.total}건, 남은 물음 {tally.open}건", markup=False)


def _keys() -> Generator[str]:
    """Yield key presses of a terminal, or else the lines of stdin, until there are no more."""
    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    try:
        import termios
        import tty
    except ImportError:
        # Not a Unix terminal.
        while True:
            yield from typer.getchar()
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    try:
        # For the whole session, and draining, not flushing: what is typed ahead is an answer too.
        tty.setcbreak(terminal, termios.TCSADRAIN)
        while pressed := os.read(terminal, 64):
            if b"\x04" in pressed:
                return
            yield from (key for key in decoder.decode(pressed) if key.strip())
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _table(found: Mapping[str, Any]) -> str:
    """Return the measures of all ways as a table, ours first, with the 95 % interval of each that has one."""
    rows = {"newsprism": found, **found["baselines"]}
    names = [name for name, value in found.items() if _is_measure(name, value, found)]
    table = Table("", *names, box=None, pad_edge=False)
    for way, judged in rows.items():
        table.add_row(way, *(_cell(judged, name) for name in names))
    console = Console(width=200, highlight=False, markup=False)
    with console.capture() as captured:
        console.print(table)
    lines = [line.rstrip() for line in captured.get().splitlines()]
    unknown = f", 모르는 라벨 {found['unknown']:,}" if found["unknown"] else ""
    head = f"{found['stage']}: 라벨 {found['n']:,}{unknown}, {found['seconds']:.1f}초, 자료 {found['data_digest'][:12]}"
    return "\n".join([head, "", *lines, *_details(found)]) + "\n"


def _is_measure(name: str, value: object, found: Mapping[str, Any]) -> bool:
    """Say whether a key is a measure: every way has it, and it is a number, or null where nothing could be measured."""
    told = value is None or (isinstance(value, int | float) and not isinstance(value, bool))
    return told and any(name in judged for judged in found["baselines"].values())


def _cell(judged: Mapping[str, Any], name: str) -> str:
    value = judged.get(name)
    if value is None:
        return "-"
    shown = f"{value:.3f}" if isinstance(value, float) else str(value)
    interval = judged.get("intervals", {}).get(name)
    return f"{shown} [{interval[0]:.3f}–{interval[1]:.3f}]" if interval else shown


def _details(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield tables of details by kind in one line each, and the examples of errors."""
    for name in ("by_type", "by_language", "caught_by_fault", "by_label"):
        if found.get(name):
            yield ""
            yield f"{name}: " + ", ".join(f"{key} {_short(value)}" for key, value in found[name].items())
    for kind, examples in found.get("errors", {}).items():
        yield ""
        yield f"{kind}: {len(examples)}건"
        for example in examples:
            yield "  " + " · ".join(f"{key} {_short(value)}" for key, value in example.items())


def _short(value: object) -> str:
    if isinstance(value, Mapping):
        return "(" + ", ".join(f"{key} {_short(inner)}" for key, inner in value.items()) + ")"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return f"{value:.3f}" if isinstance(value, float) else "-" if value is None else str(value)
