"""Makes the PDF fixtures; `fixtures/paged/README.md` says what it needs. Not run by the tests."""

from __future__ import annotations

import io
import re
import tempfile
from html import escape
from pathlib import Path

FONT = Path("/usr/share/fonts/opentype/noto")
TARGET = Path(__file__).parent / "fixtures" / "paged"

# ------------------------------------------------------------------------------------------------ texts

NARU_TITLE = "무인 하역의 첫해, 무엇이 달라졌나"
NARU_LEAD = (
    "나루항만공사가 무인 하역 장비를 들여온 지 한 해가 지났다. 이 글은 지난 열두 달의 운영 기록을 "
    "살펴 무엇이 좋아졌고 무엇이 과제로 남았는지 정리한다."
)
NARU_PARAGRAPHS = (
    "나루항만공사는 2031년 3월 제2부두에 무인 하역 장비 스무 대를 설치하고 시험 운영에 들어갔다. 처음 석 달은 사람이 "
    "모는 장비와 나란히 움직였으며, 6월부터는 야간 작업의 절반을 무인 장비가 맡았다.",
    "가온해양통계원의 집계에 따르면 컨테이너 한 개를 옮기는 데 걸린 시간은 평균 2.4분에서 1.9분으로 줄었다. 비가 오거나 "
    "안개가 낀 날에는 차이가 더 커서, 사람이 모는 장비가 멈춘 시간에도 무인 장비는 작업을 이어 갔다.",
    "다만 고장으로 멈춘 시간은 늘었다. 감지기에 낀 소금기가 원인의 61%를 차지했고, 부품을 외국에서 들여오느라 한 번 "
    "멈추면 평균 나흘이 걸렸다. 공사는 올해 안에 감지기 덮개를 국산 부품으로 바꾸기로 했다.",
    "일자리에 미친 영향은 아직 크지 않다. 하역 기사 132명 가운데 118명은 원격 조종실로 자리를 옮겼고, 나머지는 정비와 "
    "교육을 맡았다. 새로 뽑은 인원은 스물한 명으로 모두 감지기와 통신망을 다루는 일을 한다.",
    "주변 도로의 모습도 바뀌었다. 화물차가 부두 앞에서 기다리는 시간은 평균 38분에서 22분으로 짧아졌으며, 출근 시간의 "
    "정체 구간은 3.1킬로미터에서 1.8킬로미터로 줄었다.",
    "이웃 항만의 관심도 높다. 달뫼항만과 새벽항만은 내년에 같은 장비를 시험해 보기로 했고, 세 항만은 부품을 함께 사서 "
    "재고를 나누는 방안을 논의하고 있다.",
)
NARU_SECOND = "남은 과제와 제언"
NARU_REST = (
    "첫째, 고장 기록을 항만끼리 나누어야 한다. 지금은 제조사만 기록을 가지고 있어 같은 고장이 되풀이되어도 원인을 찾는 데 "
    "오래 걸린다. 기록을 모으는 일은 가온해양통계원이 맡는 것이 알맞다.",
    "둘째, 원격 조종실의 근무 방식을 다시 살펴야 한다. 한 사람이 화면 여섯 개를 네 시간 동안 지켜보는 지금의 방식은 "
    "피로가 크다는 의견이 많았다. 두 시간마다 자리를 바꾸는 시험을 5월부터 시작한다.",
    "셋째, 통신이 끊겼을 때의 절차가 필요하다. 지난해 통신 장애는 모두 네 번 있었고 가장 길게는 47분 동안 이어졌다. 그동안 "
    "장비는 제자리에 멈춰 있었으나 뒤따르던 화물차를 돌려보낼 방법이 없었다.",
    "끝으로 이 장비의 효과를 다른 항만에 그대로 옮길 수는 없다. 나루항만은 바람이 약하고 안벽이 곧아 무인 장비에 알맞은 "
    "조건을 갖추었다. 물살이 센 달뫼항만에서는 시험 기간을 적어도 여섯 달로 잡아야 한다.",
)
NARU_TABLE = (
    ("구분", "2030년", "2031년"),
    ("하역 시간(분)", "2.4", "1.9"),
    ("멈춘 시간(시간)", "212", "298"),
    ("대기 시간(분)", "38", "22"),
    ("사고", "없음", ""),
)
NARU_HEAD, NARU_BODY = "한국나루연구원 | 나루 동향 2031-3호", "한국나루연구원"

DIGEST_ITEMS = (
    (
        "이슈 포커스",
        "달뫼시, 수소 여객선 운항 기준 마련 (달뫼해양국, 3.4)",
        (
            (1, "달뫼해양국은 수소 여객선*의 충전과 운항에 관한 기준을 처음으로 마련해 발표"),
            (2, "정원 100명이 넘는 배는 충전하는 동안 승객을 태우지 않도록 규정"),
            (3, "* (Hydrogen Ferry) 수소 연료전지로 전동기를 돌려 움직이는 여객선"),
            (1, "기준은 2031년 7월부터 적용하며 기존 선박에는 2년의 유예 기간을 부여"),
        ),
        "(참고 : 달뫼해양국, 수소 여객선 운항 기준, 2031.3.4)",
    ),
    (
        None,
        "새벽만 조력 발전, 첫해 이용률 31% 기록 (美 Dawn Bay Energy, 3.2)",
        (
            (1, "Dawn Bay Energy가 운영하는 조력 발전소의 첫해 이용률이 31%로 나타남"),
            (2, "설계 때 예상한 28%보다 3%p 높으며, 물때에 맞춘 정비가 주된 까닭으로 분석"),
            (3, "※ 이용률은 설비 용량으로 한 해 내내 발전했을 때와 견준 비율"),
        ),
        "(참고 : Dawn Bay Energy, First-year report, 2031.3.2)",
    ),
    (
        "정책 동향",
        "가온국, 해양 자료 공개법 통과 (가온 의회, 2.27)",
        (
            (1, "가온 의회는 공공 기관이 모은 해양 자료를 한 달 안에 공개하도록 하는 법을 통과시킴"),
            (2, "군사 시설 주변 5km 안의 자료는 제외"),
        ),
        "(참고 : 가온 의회, 해양 자료 공개법, 2031.2.27)",
    ),
    (
        None,
        "나루항만, 무인 하역 장비 확대 계획 공개 (나루항만공사, 2.25)",
        (
            (1, "나루항만공사는 2033년까지 무인 하역 장비를 60대로 늘리는 계획을 공개"),
            (2, "총사업비는 1조 2,400억 원이며 이 가운데 35%는 민간 자금으로 조달"),
            (2, "연도별 도입 대수는 아래 표와 같음"),
        ),
        "(참고 : 나루항만공사, 무인 하역 확대 계획, 2031.2.25)",
    ),
)
DIGEST_TABLE = (("연도", "도입(대)", "누적(대)"), ("2031", "20", "20"), ("2032", "18", "38"), ("2033", "22", "60"))

REPORT_CHAPTERS = (
    (
        "Ⅰ. 검토 배경",
        (
            (1, "갯벌은 탄소를 붙잡아 두는 자연 흡수원으로 주목받고 있으나 국내 통계는 아직 없음"),
            (2, "가온해양통계원은 2030년 시범 조사에서 갯벌 1㎢가 한 해 동안 붙잡는 탄소를 187톤으로 추정^1"),
            (3, "※ 시범 조사는 나루만과 새벽만의 조사 지점 42곳에서 진행"),
            (1, "갯벌 탄소(Blue Carbon)를 국가 감축 목표에 넣으려면 측정 방법을 먼저 정해야 함"),
        ),
    ),
    (
        "Ⅱ. 외국의 측정 방식",
        (
            (1, "달뫼국은 위성 영상으로 갯벌의 넓이를 재고 현장 시료로 탄소량을 보정"),
            (2, "위성 영상은 해마다 네 번 갱신하며 오차는 8% 안팎"),
            (2, "현장 시료는 3년에 한 번 채취해 비용을 40% 줄임^2"),
            (1, "가온국은 민간 조사단이 모은 시료를 공인 기관이 다시 검사하는 방식을 채택"),
        ),
    ),
    (
        "Ⅲ. 시사점",
        (
            (1, "측정 방식보다 시료를 오래 보관하는 체계를 갖추는 일이 급함"),
            (2, "시료 보관 비용은 한 해 12억 원으로 추산되며 조사 비용의 7%에 그침"),
            (3, "※ 시료 보관(Sample Archive): 말린 흙을 영하 20도에서 10년 이상 두는 것을 뜻함"),
        ),
    ),
)
REPORT_NOTES = (
    "가온해양통계원, 갯벌 탄소 시범 조사 결과, 2030.11.20.",
    "달뫼국 환경부, 연안 흡수원 측정 지침, 2029.6.",
)
REPORT_TABLE_TITLE = "<표 1> 나라별 측정 방식 비교"
REPORT_TABLE = (
    ("나라", "측정 방식", "주기"),
    ("달뫼국", "위성 영상과 현장 시료", "3년"),
    ("가온국", "민간 시료의 재검사", "1년"),
    ("나루국", "현장 시료", "5년"),
)
LONG_TABLE = (
    ("지점", "2029년(톤)", "2030년(톤)"),
    *((f"나루만 {n}지점", str(150 + n), str(160 + 2 * n)) for n in range(1, 13)),
)

PRESS_HEAD = (("보도시점", "2031. 3. 11.(화) 11:00", "배포", "2031. 3. 10.(월)"),)
PRESS_TITLE = "나루항만 야간 하역, 4월부터 전면 무인화"
PRESS_LINES = (
    "- 시험 운영에서 하역 시간 21% 줄어",
    "나루항만공사는 4월 1일부터 제2부두의 야간 하역을 모두 무인 장비로 바꾼다고 11일 밝혔다. 지난 열두 달 동안의 시험 "
    "운영에서 컨테이너 한 개를 옮기는 시간이 평균 21% 줄었고 큰 사고는 없었다.",
    "공사는 낮 시간에도 무인 장비의 비중을 단계적으로 늘려 2033년까지 전체 하역의 절반을 맡길 계획이다. 이를 위해 감지기 "
    "덮개를 국산 부품으로 바꾸고 원격 조종실을 두 곳 더 짓는다.",
    "원격 조종실에서 일하는 사람은 118명에서 154명으로 늘어난다. 공사 관계자는 새로 뽑는 인원의 절반을 지역에서 채용하겠다고 "
    "말했다.",
)
RELEASES = (
    (
        "나루항만 야간 하역, 4월부터 전면 무인화",
        "2031. 3. 11.(화)",
        "나루항만공사는 4월 1일부터 제2부두의 야간 하역을 모두 무인 장비로 바꾼다고 밝혔다. 시험 운영에서 하역 시간이 평균 "
        "21% 줄었다.",
    ),
    (
        "나루항만, 달뫼항만과 부품 공동 구매 협약",
        "2031. 3. 12.(수)",
        "나루항만공사와 달뫼항만공사는 무인 하역 장비의 부품을 함께 사는 협약을 맺었다. 두 공사는 재고를 나누어 고장 때 멈추는 "
        "시간을 나흘에서 하루로 줄이기로 했다.",
    ),
    (
        "제3부두 안벽 보강 공사 착공",
        "2031. 3. 14.(금)",
        "나루항만공사는 제3부두 안벽 420미터를 보강하는 공사를 시작했다. 공사비는 318억 원이며 2032년 말에 마친다.",
    ),
)
LETTER = (
    "회원 여러분께",
    "안녕하십니까. 한국나루연구원은 올해 정기 총회를 5월 20일 오후 두 시에 나루회관 3층에서 엽니다.",
    "오시기 어려운 분은 5월 13일까지 위임장을 보내 주시기 바랍니다. 자료는 총회 일주일 전에 누리집에 올립니다.",
    "2031년 4월 22일",
    "한국나루연구원장 드림",
)

# ------------------------------------------------------------------------------------------------ pages

CSS = """
@font-face{font-family:N;src:url(regular.otf)} @font-face{font-family:N;font-weight:bold;src:url(bold.otf)}
*{font-family:N} body{font-size:10pt;line-height:1.6;margin:0} p{margin:0 0 5pt}
h1{font-size:18pt;margin:0 0 8pt} h2{font-size:13pt;margin:10pt 0 5pt} h3{font-size:11pt}
table{border-collapse:collapse;margin:4pt 0} td,th{border:.6pt solid #333;padding:2pt 5pt;font-weight:normal}
.l1{margin:4pt 0 2pt 12pt;text-indent:-12pt} .l2{margin:0 0 2pt 24pt;text-indent:-9pt}
.l3{margin:0 0 2pt 36pt;text-indent:-10pt;font-size:9pt} .ref{font-size:9pt;color:#444} .break{break-before:page}
.fn{float:footnote;font-size:8pt} .cover{text-align:center;padding-top:60mm}
"""
MARKS = {1: "● ", 2: "- ", 3: ""}


def html(body: str, page: str, extra: str = "", title: str = "", author: str = "") -> str:
    meta = f"<title>{escape(title)}</title><meta name=author content='{escape(author)}'>"
    return f"<html lang=ko><head>{meta}<style>{CSS}@page{{size:A4;margin:24mm 22mm;{page}}}{extra}</style></head><body>{body}</body></html>"


def table(rows: tuple[tuple[str, ...], ...]) -> str:
    head, *rest = rows
    top = "<thead><tr>" + "".join(f"<th>{escape(cell)}</th>" for cell in head) + "</tr></thead>"
    return f"<table>{top}<tbody>{''.join(map(_row, rest))}</tbody></table>"


def _row(row: tuple[str, ...]) -> str:
    """Return a row; a cell that is empty is covered by the one at its left."""
    cells = []
    for at, cell in enumerate(row):
        covered = next((n for n, later in enumerate(row[at + 1 :]) if later), len(row) - at - 1)
        if cell:
            cells.append(f"<td colspan={covered + 1}>{escape(cell)}</td>" if covered else f"<td>{escape(cell)}</td>")
    return "<tr>" + "".join(cells) + "</tr>"


def outline(lines: tuple[tuple[int, str], ...]) -> str:
    made = []
    for level, text in lines:
        shown = re.sub(
            r"\^(\d)", lambda match: f"<span class=fn>{escape(REPORT_NOTES[int(match[1]) - 1])}</span>", escape(text)
        )
        made.append(f"<p class=l{level}>{MARKS[level]}{shown}</p>")
    return "".join(made)


def two_columns() -> str:
    page = f"@top-left{{content:'{NARU_HEAD}';font-size:8pt}}@bottom-center{{content:'- ' counter(page) ' -';font-size:8pt}}"
    first = "".join(f"<p>{escape(each)}</p>" for each in NARU_PARAGRAPHS[:2])
    second = "".join(f"<p>{escape(each)}</p>" for each in NARU_PARAGRAPHS[2:])
    rest = "".join(f"<p>{escape(each)}</p>" for each in NARU_REST)
    body = (
        f"<h1>{NARU_TITLE}</h1><p>{NARU_LEAD}</p><div class=c>{first}<p>&lt;표 1&gt; 한 해의 변화</p>{table(NARU_TABLE)}{second}</div>"
        f"<h2 class=s>{NARU_SECOND}</h2><div class=c>{rest}</div>"
    )
    # A small page, so that three pages hold one text.
    extra = "@page{size:150mm 130mm;margin:16mm 12mm} .c{columns:2;column-gap:8mm;text-align:left} .s{font-weight:bold}"
    return html(body, page, extra, NARU_TITLE, "한국나루연구원")


def justified() -> str:
    page = "@bottom-center{content:counter(page);font-size:8pt}"
    texts = (NARU_LEAD, *NARU_PARAGRAPHS)
    body = f"<h1>{NARU_TITLE}</h1>" + "".join(f"<p>{whole_words(each)}</p>" for each in texts)
    body += f"<h2>{NARU_SECOND}</h2>" + "".join(f"<p>{whole_words(each)}</p>" for each in NARU_REST)
    return html(body, page, "p{text-align:justify;text-indent:10pt;margin:0} .w{white-space:nowrap}")


def whole_words(text: str) -> str:
    """Return the text with words that are not broken: WeasyPrint knows no `word-break: keep-all`."""
    return " ".join(f"<span class=w>{escape(word)}</span>" for word in text.split())


def digest() -> str:
    titles = [title for _, title, _, _ in DIGEST_ITEMS]
    contents = ""
    for number, (section, title, _, _) in enumerate(DIGEST_ITEMS, start=1):
        contents += f"<p><b>{section}</b></p>" if section else ""
        contents += f"<p class=t>{escape(title)} ······ {number}</p>"
    summary = [("구분", "주요 내용", "페이지")]
    for number, (section, title, lines, _) in enumerate(DIGEST_ITEMS, start=1):
        summary.append((section or "\u3000", f"• {title} - {lines[0][1]}", str(number)))
    body = "<div class=cover><h1>나루 해양 브리프</h1><p>2031-5호</p><p>한국나루연구원</p></div>"
    body += f"<div class=break><h2>목 차</h2>{contents}</div>"
    body += f"<div class=break><h2>요약</h2>{table(tuple(summary))}</div>"
    for number, (section, title, lines, reference) in enumerate(DIGEST_ITEMS):
        inner = table(DIGEST_TABLE) if number == len(titles) - 1 else ""
        body += f"<div class=break>{f'<h3>{section}</h3>' if section else ''}<h2>{escape(title)}</h2>{outline(lines)}{inner}"
        body += f"<p class=ref>{escape(reference)}</p></div>"
    page = "@top-right{content:'나루 해양 브리프';font-size:8pt}@bottom-center{content:counter(page);font-size:8pt}"
    return html(
        body, page, "@page:first{@top-right{content:none}@bottom-center{content:none}} @page{size:A5;margin:18mm 15mm}"
    )


def report() -> str:
    body = (
        "<div class=cover><h1>갯벌 탄소의 측정과 관리</h1><p>현안 분석 2031-7</p><p>2031. 4. 9.</p><p>한국나루연구원</p></div>"
        "<div class=break><h2>목 차</h2>"
    )
    body += "".join(f"<p>{chapter} ········ {n}</p>" for n, (chapter, _) in enumerate(REPORT_CHAPTERS, start=3))
    body += "</div><div class=break></div>"
    for number, (chapter, lines) in enumerate(REPORT_CHAPTERS):
        body += f"<h2>{chapter}</h2>{outline(lines)}"
        if number == 1:
            body += f"<p>{escape(REPORT_TABLE_TITLE)}</p>{table(REPORT_TABLE)}<p class=ref>자료 : 각국 지침을 바탕으로 작성(2031.3)</p>"
            body += f"<p>&lt;표 2&gt; 지점별 탄소량</p>{table(LONG_TABLE)}"
    body += "<p class=ref>(참고 : 달뫼국 환경부, 연안 흡수원 측정 지침, 2029.6.1; 가온국 해양청, 시료 검사 편람, 2030.2.3)</p>"
    page = "@top-right{content:'현안 분석 2031-7 | 갯벌 탄소의 측정과 관리';font-size:8pt}@bottom-center{content:counter(page);font-size:8pt}"
    extra = "@page:first{@top-right{content:none}@bottom-center{content:none}} @page{size:148mm 150mm;margin:16mm 14mm} .cover{padding-top:25mm}"
    return html(body, page, extra, "report_final(2).hwp")


def press() -> str:
    body = "<p style='font-size:22pt;font-weight:bold'>보도자료</p>"
    head = "".join(f"<td>{escape(cell)}</td>" for cell in PRESS_HEAD[0])
    body += f"<table><tr>{head}</tr><tr><td>담당 부서</td><td>물류혁신처</td><td>책임자</td><td>처장 (000-0000-0000)</td></tr></table>"
    body += f"<h1 style='text-align:center'>{PRESS_TITLE}</h1><p style='text-align:center'><b>{PRESS_LINES[0]}</b></p>"
    body += "".join(f"<p class=l1>□ {escape(each)}</p>" for each in PRESS_LINES[1:])
    return html(body, "@bottom-center{content:'나루항만공사'; font-size:8pt}", "p{text-align:justify}")


def releases() -> str:
    body = ""
    for number, (title, day, text) in enumerate(RELEASES):
        body += f"<div class={'break' if number else 'first'}><h1>{escape(title)}</h1><p>{day} 나루항만공사</p><p>{escape(text)}</p></div>"
    return html(body, "@bottom-center{content:counter(page);font-size:8pt}", "@page{size:A5}")


def letter() -> str:
    return html("".join(f"<p>{each}</p>" for each in LETTER), "", "@page{size:A5}")


def sideways() -> str:
    return html(f"<h1>{NARU_TITLE}</h1><p>{NARU_LEAD}</p>{table(NARU_TABLE)}", "", "@page{size:A5}")


PAGES = {
    "two_columns": two_columns, "justified": justified, "digest": digest, "report": report, "press": press,
    "releases": releases, "letter": letter, "sideways": sideways,
}  # fmt: skip

# ------------------------------------------------------------------------------------------------ files


def subset_fonts(text: str, folder: Path) -> None:
    """Write both fonts with the glyphs of `text` alone; WeasyPrint would embed far more."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    for name, file in (("regular", "NotoSansCJK-Regular.ttc"), ("bold", "NotoSansCJK-Bold.ttc")):
        font = TTFont(FONT / file, fontNumber=1)
        options = subset.Options(layout_features=[], name_IDs=[1, 2, 4, 6], notdef_outline=True, desubroutinize=False)
        options.hinting = False
        cutter = subset.Subsetter(options)
        cutter.populate(text=text)
        cutter.subset(font)
        for record in font["name"].names:
            record.string = {1: "Naru", 2: name.title(), 4: f"Naru {name.title()}", 6: f"Naru-{name.title()}"}[
                record.nameID
            ]
        font.save(folder / f"{name}.otf")


def make(source: str) -> bytes:
    import weasyprint

    with tempfile.TemporaryDirectory() as folder:
        subset_fonts("".join(sorted(set(source))) + "0123456789-●□•*※()", Path(folder))
        made = weasyprint.HTML(string=source, base_url=f"{folder}/").write_pdf()
    assert made is not None
    return made


def picture(pdf: bytes, folder: Path) -> str:
    """Return the address of a picture of the first page, black and white, small."""
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[0]
    page.render(scale=1.0).to_pil().convert("1").save(folder / "page.png", optimize=True)
    return (folder / "page.png").as_uri()


def scanned(pdf: bytes, with_text: str = "") -> bytes:
    import weasyprint

    with tempfile.TemporaryDirectory() as folder:
        subset_fonts("".join(sorted(set(with_text))) + "x", Path(folder))
        address = picture(pdf, Path(folder))
        image = f"<div style='break-after:page'><img style='width:210mm' src='{address}'></div>"
        source = f"<style>{CSS}@page{{size:A4;margin:0}} p{{padding:20mm}}</style>{image}{image if not with_text else ''}{with_text}"
        return bytes(weasyprint.HTML(string=source, base_url=f"{folder}/").write_pdf() or b"")


def encrypted(pdf: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt("naru", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def turned(pdf: bytes) -> bytes:
    """Return the document with its contents turned one way and its page the other: it looks the same."""
    from pypdf import PdfReader, PdfWriter, Transformation

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    page = writer.pages[0]
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    page.add_transformation(Transformation().rotate(90).translate(height, 0))
    page.mediabox.upper_right = (height, width)
    page.rotate(90)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def main() -> None:
    """Write every fixture and say how large it is."""
    files = {name: make(page()) for name, page in PAGES.items()}
    files["sideways"] = turned(files["sideways"])
    files["scanned"] = scanned(files["press"])
    files["partly_scanned"] = scanned(files["press"], f"<p>{LETTER[1]}</p><p>{LETTER[2]}</p>")
    files["encrypted"] = encrypted(files["letter"])
    TARGET.mkdir(exist_ok=True)
    for name, content in files.items():
        (TARGET / f"{name}.pdf").write_bytes(content)
        print(f"{name:16}{len(content):8,}")


if __name__ == "__main__":
    main()
