"""Teach e5 what reports are worth to the reader types, and write what it learned into the package.

::

    pip install --require-hashes -r requirements-train.lock
    python tools/fit_appraiser.py --data DATA --labels labels

Every report with a grade is a text (headline, line break, opening); a story is shown by one of its reports at a time. What is
learned are low-rank changes of the matrices, the biases and norms of all layers, and a head with three outputs for each
type: how likely the grade is 1, 2 or 3 at least. Reports without any grade above 0 are shown in three of five passes. Some
half an hour on two cores. Grades that are kept back (`*.test.jsonl`, `invented-weeks`) are not read;
`newsprism evaluate rank` measures on them.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from newsprism import Settings, build
from newsprism.stages.embed.e5 import PREFIX
from newsprism.stages.embed.export import package_file
from newsprism.stages.embed.pieces import Pieces
from newsprism.stages.embed.weights import Weights, checked, read_weights

RANK, SCALE, LENGTH = 16, 2.0, 96
GRADES = (1, 2, 3)
SHARPNESS = 16.0
"""Vectors have unit length; times this they are as long as the head is used to."""
RATE, BATCH, WARM, BLANK = 6e-4, 16, 40, 0.6
REPORTS, OPENING = 4, 600
MATRICES, NORMS = ("q", "k", "v", "ao", "fi", "fo"), ("aln", "oln")


@dataclass(frozen=True)
class Example:
    """The reports of one story as pieces, and its grades in the order of the types."""

    reports: tuple[list[int], ...]
    grades: tuple[int, ...]


class Changed(nn.Module):
    """A matrix of the model with a low-rank change of it, and a bias."""

    def __init__(self, matrix: np.ndarray, bias: np.ndarray) -> None:
        super().__init__()
        self.register_buffer("matrix", torch.tensor(matrix), persistent=False)
        self.bias = nn.Parameter(torch.tensor(bias))
        self.down = nn.Parameter(torch.randn(RANK, matrix.shape[1]) / math.sqrt(matrix.shape[1]))
        self.up = nn.Parameter(torch.zeros(matrix.shape[0], RANK))

    def forward(self, rows: Tensor) -> Tensor:
        """Return the product with what was learned."""
        return functional.linear(rows, self.matrix, self.bias) + SCALE * functional.linear(
            functional.linear(rows, self.down), self.up
        )


class Model(nn.Module):
    """multilingual-e5-small with what is learned; gives log-odds of shape (texts, types, grades)."""

    def __init__(self, weights: Weights, types: int) -> None:
        super().__init__()
        self.shape, self.types, self.padding = weights.shape, types, weights.vocabulary.padding
        width = weights.shape.width

        def rows(name: str, wide: int = width) -> np.ndarray:
            return weights.tensors[name].floats(wide)

        def vector(name: str) -> np.ndarray:
            return weights.tensors[name].raw.view("<f4").astype(np.float32)

        def norm(name: str) -> nn.LayerNorm:
            made = nn.LayerNorm(width, eps=weights.shape.epsilon)
            made.weight.data, made.bias.data = torch.tensor(vector(f"{name}.w")), torch.tensor(vector(f"{name}.b"))
            return made

        self.words = torch.tensor(rows("emb.word"))
        self.places = torch.tensor(rows("emb.pos") + rows("emb.type")[0])
        self.first = norm("emb.ln")
        self.layers = nn.ModuleList()
        for i in range(weights.shape.layers):
            changed = {
                m: Changed(rows(f"l{i}.{m}.w", weights.shape.inner if m == "fo" else width), vector(f"l{i}.{m}.b"))
                for m in MATRICES
            }
            self.layers.append(nn.ModuleDict({**changed, **{n: norm(f"l{i}.{n}") for n in NORMS}}))
        self.head = nn.Linear(width, types * len(GRADES))
        nn.init.normal_(self.head.weight, std=0.02)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the log-odds of the grades of padded texts, shape (texts, pieces)."""
        there = ids != self.padding
        rows = self.drop(self.first(self.words[ids] + self.places[: ids.shape[1]]))
        for layer in self.layers:
            rows = self._layer(layer, rows, there)
        weighs = there[:, :, None].float()
        vectors = functional.normalize((rows * weighs).sum(1), dim=-1) * SHARPNESS
        found: Tensor = self.head(self.drop(vectors))
        return found.view(-1, self.types, len(GRADES))

    def _layer(self, layer: nn.ModuleDict, rows: Tensor, there: Tensor) -> Tensor:
        texts, pieces, width = rows.shape
        heads = self.shape.heads

        def apart(name: str) -> Tensor:
            return layer[name](rows).view(texts, pieces, heads, width // heads).transpose(1, 2)

        seen = functional.scaled_dot_product_attention(
            apart("q"), apart("k"), apart("v"), attn_mask=there[:, None, None, :]
        )
        rows = layer["aln"](rows + self.drop(layer["ao"](seen.transpose(1, 2).reshape(texts, pieces, width))))
        return layer["oln"](rows + self.drop(layer["fo"](functional.gelu(layer["fi"](rows)))))

    def learned(self) -> Iterator[tuple[str, np.ndarray]]:
        """Yield the arrays that the package needs, by the names of the tensors that they change."""
        yield "emb.ln.w", self.first.weight.detach().numpy()
        yield "emb.ln.b", self.first.bias.detach().numpy()
        for i, layer in enumerate(self.layers):
            for m in MATRICES:
                changed = layer[m]
                yield f"l{i}.{m}.b", changed.bias.detach().numpy()
                yield f"l{i}.{m}.w.A", changed.down.detach().numpy()
                yield f"l{i}.{m}.w.B", changed.up.detach().numpy()
            for n in NORMS:
                yield f"l{i}.{n}.w", layer[n].weight.detach().numpy()
                yield f"l{i}.{n}.b", layer[n].bias.detach().numpy()
        yield "head.w", self.head.weight.detach().numpy() * SHARPNESS
        yield "head.b", self.head.bias.detach().numpy()


def lines(path: Path) -> Iterator[dict]:
    """Yield the objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as opened:
        yield from map(json.loads, opened)


def examples(data: Path, labels: Path, types: Sequence[str], cut: Pieces) -> list[Example]:
    """Return every story with grades: of the week, of Wikinews, and of the invented news."""

    def example(reports: Iterable[tuple[str, str]], row: dict) -> Example:
        told = tuple(cut.ids(f"{PREFIX}{title}\n{text[:OPENING]}", LENGTH) for title, text in reports)
        return Example(told, tuple(row[name] for name in types))

    engine = build(Settings(appraiser="none"))
    stories = engine.stories(engine.read([data / "ko-business-week" / "items.jsonl.gz"]).documents)
    of_url = {d.url: s for s in stories for d in s.documents if d.url}
    found, seen = [], set()
    for name in ("relevance.dev.jsonl", "relevance.more.jsonl"):
        for row in lines(labels / "ko-business-week" / name):
            story = of_url.get(row["url"])
            if story is not None and story.id not in seen:
                seen.add(story.id)
                originals = [d for d in story.documents if d.id not in story.copies] or list(story.documents)
                found.append(example([(d.title, d.text) for d in originals[:REPORTS]], row))
    articles = {a["url"]: a for a in lines(data / "ko-wikinews" / "articles.jsonl")}
    for row in lines(labels / "appraiser" / "wikinews.jsonl"):
        article = articles[row["url"]]
        found.append(example([(article["title"], article["text"])], row))
    found += [example([(row["title"], row["text"])], row) for row in lines(labels / "appraiser" / "invented.jsonl")]
    return found


def batches(shown: list[Example]) -> list[list[tuple[Example, list[int]]]]:
    """Return batches of texts of about one length, in any order."""
    slab = BATCH * 8
    found = []
    for begin in range(0, len(shown), slab):
        part = sorted(((e, random.choice(e.reports)) for e in shown[begin : begin + slab]), key=lambda p: len(p[1]))
        found += [part[i : i + BATCH] for i in range(0, len(part), BATCH)]
    random.shuffle(found)
    return found


def at_least(grades: Sequence[Sequence[int]]) -> Tensor:
    """Return for each grade whether it is reached, shape (texts, types, grades)."""
    told = torch.tensor(grades)
    return torch.stack([(told >= grade).float() for grade in GRADES], -1)


def teach(model: Model, given: list[Example], passes: int) -> None:
    """Change `model` by AdamW with a rate that falls in a line."""
    prior = at_least([e.grades for e in given]).mean(0).clamp(0.003, 0.9)
    with torch.no_grad():
        model.head.bias.copy_(torch.log(prior / (1 - prior)).reshape(-1))
    parameters = [p for p in model.parameters() if p.requires_grad]
    descent = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01)
    begin, steps = time.time(), 0
    for number in range(passes):
        shown = [e for e in given if any(e.grades) or random.random() < BLANK]
        random.shuffle(shown)
        order, total = batches(shown), 0.0
        model.train()
        for place, batch in enumerate(order):
            rate = RATE * min(1.0, steps / WARM) * max(0.02, 1 - (number + place / len(order)) / passes)
            for group in descent.param_groups:
                group["lr"] = rate
            longest = max(len(ids) for _, ids in batch)
            ids = torch.tensor([ids + [model.padding] * (longest - len(ids)) for _, ids in batch])
            with torch.autocast("cpu", torch.bfloat16):
                odds = model(ids)
            loss = functional.binary_cross_entropy_with_logits(odds.float(), at_least([e.grades for e, _ in batch]))
            descent.zero_grad()
            (loss * len(GRADES)).backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            descent.step()
            steps, total = steps + 1, total + loss.item()
        print(f"pass {number + 1}: loss {total / len(order):.4f}, {time.time() - begin:.0f} s", flush=True)


def decided() -> dict[str, str]:
    """Return the shipped Korean types with what each decides."""
    folder = Path(str(files("newsprism.data"))) / "readers"
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.toml"))]
    return {t["id"]: t["decides"] for t in tables if t.get("language", "ko") == "ko"}


def main() -> None:
    """Teach and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with ko-business-week and ko-wikinews")
    parser.add_argument("--labels", type=Path, default=Path("labels"))
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--limit", type=int, help="only so many stories, to try it out")
    parser.add_argument(
        "--out", type=Path, default=Path(str(files("newsprism.stages.embed"))) / "appraiser.npz", help="where to write"
    )
    asked = parser.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    file = package_file()
    weights = read_weights(checked(file), file)
    readers = decided()
    given = examples(asked.data, asked.labels, list(readers), Pieces(weights.vocabulary))[: asked.limit]
    print(f"{len(given)} stories, {sum(any(e.grades) for e in given)} of them for somebody", flush=True)
    model = Model(weights, len(readers))
    teach(model, given, asked.passes)
    learned = {k: v.astype(np.float32 if k.startswith("head") else np.float16) for k, v in model.learned()}
    np.savez_compressed(
        asked.out,
        readers=np.array(list(readers)),
        decides=np.array(list(readers.values())),
        scale=np.float32(SCALE),
        **learned,
    )
    print(f"{asked.out}: {asked.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
