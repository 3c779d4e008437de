"""Words that a line break of the page tore apart: joined where the text itself, or the gazetteer, proves the word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Final

from newsprism.stages.extract.cleaning.body import Body, Cut
from newsprism.text.ko.gazetteer import gazetteer

_TOKEN: Final = re.compile(r"[가-힣A-Za-z0-9]{1,30}")
_PARTICLE_LIST: Final = """
    으로부터 에서는 에서도 으로는 이라는 이라고 에게는 까지는 으로서 으로써 로부터 이지만 에겐 에게 에서 으로 까지
    부터 보다 처럼 이나 이라 이며 이고 에는 에도 들은 들이 들을 들의 들도 들 라는 라고 로서 로써 하는 하고 하기 하며
    해서 했다 한다 할 한 해 된 될 되는 되고 됐다 된다 은 는 이 가 을 를 의 에 도 와 과 로 만 나
"""
_ORPHANS: Final = frozenset(
    {"을", "를", "으로", "에겐", "에게", "에게는", "에서는", "에서도", "으로는", "로부터", "으로부터", "까지는"}
)
# Words of one syllable that stand alone in right text: before another word they must stay apart.
_WORD_LIST: Final = """
    이 그 저 한 두 세 네 몇 첫 새 옛 헌 온 각 매 총 약 전 현 본 양 제 맨 단 또 및 등 더 덜 안 못 잘 꼭 다 왜 곧 늘 참
    막 좀 나 너 내 네 우 수 것 줄 데 바 중 후 간 채 뿐 만 듯 때 곳 점 번 개 명 건 원 억 조 천 백 십 년 월 일 시 분 초
    주 달 해 날 말 돈 집 길 땅 물 불 빛 힘 몸 눈 손 발 일 밤 낮 값 법 표 팀 군 구 동 면 리 읍 도 시 당 사 측 씨 님 큰
    작 긴 될 할 볼 갈 올 쓸 살 줄 쉴 먹 본 된 한 간 온 산 준 쓴 먼 가 와 고 즉 단 혹 미 중 일 북 남 러 독 영 불 대 소
    최 재 비 무 역 반 친 범 신 구 고 저 초 김 박 정 강 조 윤 장 임 오 서 권 황 안 송 류 유 홍 문 손 배 백 허 심 노 하
    곽 성 차 민 진 엄 채 방 공 함 변 염 여 추 석 선 설 길 연 폭 몫 끝 앞 뒤 옆 밖 속 위 윗 틈 벌 평 홀 층 칸 쪽
"""
_WORDS: Final = frozenset(_WORD_LIST.split())
_STATES: Final = frozenset({"미국", "중국", "일본", "북한", "남한", "영국", "독일", "대만", "한국"})
_TORN_STATES: Final = tuple(f"{state[0]} {state[1]}" for state in sorted(_STATES))


def _by_last_letter(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        found[word[-1]].append(word)
    return {letter: tuple(group) for letter, group in found.items()}


# In the order of the list, which puts the longer of two endings first: 에서는 before 는.
_PARTICLES: Final = _by_last_letter(_PARTICLE_LIST.split())


def stem(word: str) -> str:
    """Return `word` without its last particle or ending, as long as two syllables remain."""
    for particle in _PARTICLES.get(word[-1:], ()):
        if word.endswith(particle) and len(word) - len(particle) >= 2:
            return word[: -len(particle)]
    return word


_TWO_SYLLABLES: Final = re.compile(r"(?<![가-힣A-Za-z0-9])[가-힣]( )[가-힣](?![가-힣A-Za-z0-9])")


class _Evidence:
    """The words of one text, and which of its neighbours may be halves of one word."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.tokens = Counter(token for line in lines for token in _TOKEN.findall(line))
        self._ordered = sorted(self.tokens)
        # In order, a word that goes on in another one stands right before such a word.
        self._going_on = frozenset(a for a, b in pairwise(self._ordered) if b.startswith(a))
        self._neighbours: dict[str, tuple[int, ...]] = {}
        self._stems: Counter[str] | None = None
        self.torn = False

    @property
    def stems(self) -> Counter[str]:
        """The stems of all words; made only when a pair needs them, since most texts are whole."""
        if self._stems is None:
            self._stems = Counter()
            for token, count in self.tokens.items():
                self._stems[stem(token)] += count
        return self._stems

    def neighbours(self, line: str) -> tuple[int, ...]:
        """Return the numbers of the words of `line` that may be torn from the word behind them.

        There is no proof unless a word of the text begins with the one and the first letter of the other.
        """
        known = self._neighbours.get(line)
        if known is None:
            pairs = enumerate(pairwise(_TOKEN.findall(line)))
            known = tuple(
                i
                for i, (left, right) in pairs
                if (left in self._going_on or left not in self.tokens) and self._begins(left + right[0])
            )
            self._neighbours[line] = known
        return known

    def _begins(self, start: str) -> bool:
        place = bisect_left(self._ordered, start)
        return place < len(self._ordered) and self._ordered[place].startswith(start)

    def whole(self, left: str, right: str) -> bool:
        """Say whether ``left + right`` is proved to be one word and `left` is no word of its own here.

        The proof is the same word unbroken elsewhere in the text; for two long halves it must also be a name, and in a
        text that is known to be torn the name alone is enough.
        """
        if not ("가" <= left[-1] <= "힣" and "가" <= right[0] <= "힣"):
            return False
        joined = stem(left + right)
        if len(joined) <= len(left):
            return False
        here = self.stems[joined] > 0 or self.tokens[left + right] > 0
        if len(left) == 1:
            return here and self._fragment(left) and (right not in _WORDS or (right == "다" and left in "있없"))
        if len(joined) < 3 or not self._is_name(joined):
            return False
        return here if self.torn else here and self._fragment(left) and self._fragment(stem(right))

    def _is_name(self, word: str) -> bool:
        entity = gazetteer().find(word)
        return entity is not None and entity.kind != "term" and " " not in entity.canonical

    def _fragment(self, piece: str) -> bool:
        """Say whether `piece` looks like no word: no common short word, no name, not used elsewhere in the text."""
        if len(piece) == 1 and piece in _WORDS:
            return False
        if self.tokens[piece] > 1 or self.stems[piece] > 1:
            return False
        return len(piece) == 1 or gazetteer().find(piece) is None


def _joins(line: str, evidence: _Evidence, single: bool) -> list[tuple[int, str]]:
    """Return the positions of the blanks to take out, each with the broken form; `single`: first half one syllable."""
    found: list[tuple[int, str]] = []
    candidates = evidence.neighbours(line)
    tokens = list(_TOKEN.finditer(line)) if candidates else []
    taken = -1
    for left, right in ((tokens[i], tokens[i + 1]) for i in candidates):
        if left.start() < taken or (len(left.group()) == 1) != single or line[left.end() : right.start()] != " ":
            continue
        if evidence.whole(left.group(), right.group()):
            found.append((left.end(), line[left.start() : right.end()]))
            taken = right.end()
    return found


def _orphan_joins(line: str) -> list[tuple[int, str]]:
    """Return the blanks before a particle that stands alone (``중소기업 을``)."""
    return [
        (left.end(), line[left.start() : right.end()])
        for left, right in pairwise(list(_TOKEN.finditer(line)))
        if right.group() in _ORPHANS
        and line[left.end() : right.start()] == " "
        and len(left.group()) > 1
        and "가" <= left.group()[-1] <= "힣"
    ]


def _state_joins(line: str, evidence: _Evidence) -> list[tuple[int, str]]:
    """Return the blanks in ``미 국``-like words: both halves one syllable, the whole a word the text uses elsewhere."""
    if not any(torn in line for torn in _TORN_STATES):
        return []
    return [
        (match.start(1), match.group())
        for match in _TWO_SYLLABLES.finditer(line)
        if (word := match.group().replace(" ", "")) in _STATES and evidence.stems[word] > 0
    ]


def _without(line: str, positions: list[int]) -> str:
    for position in sorted(set(positions), reverse=True):
        line = line[:position] + line[position + 1 :]
    return line


_MIN_TEARS: Final = 2


def join_broken_words(body: Body) -> Cut:
    """Join words that a blank tore apart.

    Tears inside a syllable pair come first; a text with `_MIN_TEARS` of them counts as torn, and only there are names
    joined on the gazetteer's word and bare particles attached.
    """
    evidence = _Evidence(body.lines)
    lines = list(body.lines)
    pieces: list[str] = []

    def run(find: Callable[[str], list[tuple[int, str]]]) -> None:
        for index, line in enumerate(lines):
            joins = find(line)
            pieces.extend(form for _, form in joins)
            lines[index] = _without(line, [position for position, _ in joins]) if joins else line

    run(lambda line: _state_joins(line, evidence))
    run(lambda line: _joins(line, evidence, single=True))
    evidence.torn = len(pieces) >= _MIN_TEARS
    run(lambda line: _joins(line, evidence, single=False))
    if evidence.torn:
        run(_orphan_joins)
    return Cut(body.with_lines(lines), tuple(pieces)) if pieces else Cut(body)
