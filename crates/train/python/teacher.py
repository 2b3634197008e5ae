"""The teacher: a pretrained encoder with the student's heads. Learns from gold, then labels silver text.

  teacher.py train PREPARED OUT.pt --encoder ENCODER [--passes N] [--start TEACHER.pt] [--silver SILVER --labels FOLDER]
  teacher.py label SILVER TEACHER.pt OUT_FOLDER --encoder ENCODER [--worker K --workers N] [--limit SHARDS]
  teacher.py write PREPARED TEACHER.pt OUT.safetensors --encoder ENCODER [--name NAME]

What is trained on a small encoder is itself the accurate model of the reader; `write` gives its file.

ENCODER is a folder with `model.safetensors`, `vocab.txt` and `config.json` of a BERT or MPNet encoder, uncased:
all-MiniLM-L6-v2 and all-mpnet-base-v2 (both Apache-2.0).
"""
import argparse
import os
import time

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import save_file
from torch import nn

from data import Data
from encoder import Encoder, Pieces
from network import GAPS, Heads
from train import TAGS, arguments, fit, heads, open_data
from weights import write_encoder

MIXED = 4       # last layers that are mixed
SHARD = 50_000  # words a shard of labels holds
KEPT = 4        # likeliest labels that are kept


class Words(nn.Module):
    """What a piece does not show of a word: its affixes and case, hashed as the student hashes them, and its gap."""

    def __init__(self, specs, width):
        super().__init__()
        self.slots, at = [], 0
        for name, rows, size, count in specs:
            if name != "form":
                self.slots.append((name, at))
            at += count
        self.tables = nn.ModuleDict({name: nn.Embedding(rows, size) for name, rows, size, _ in specs if name != "form"})
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.1)
        inputs = sum(size for name, _, size, _ in specs if name != "form")
        self.low = nn.Linear(inputs, width)
        self.high = nn.Linear(inputs, width)
        self.gap_low = nn.Embedding(GAPS, width)
        self.gap_high = nn.Embedding(GAPS, width)
        # The encoder starts from the embeddings it was trained on: noise below it costs four points of LAS after 120 steps.
        for part in (self.low, self.gap_low):
            nn.init.zeros_(part.weight)
        nn.init.zeros_(self.low.bias)
        for part in (self.high, self.gap_high):
            nn.init.normal_(part.weight, std=0.02)

    def forward(self, slots, gaps):
        """Vectors for below and above the encoder."""
        x = torch.cat([self.tables[name](slots[..., at]) for name, at in self.slots], -1)
        return self.low(x) + self.gap_low(gaps), self.high(x) + self.gap_high(gaps)


class Teacher(Heads):
    def __init__(self, folder, data, heads, relations, silver=None):
        super().__init__()
        self.pieces = Pieces(folder, [data, silver] if silver else [data])
        self.encoder = Encoder(folder)
        width = self.encoder.width
        self.words = Words(data.tables, width)
        self.mix = nn.Parameter(torch.zeros(MIXED))
        self.norm = nn.LayerNorm(width)
        self.add_heads(width, heads, relations, arc=384, relation=256)

    def trunk(self, slots, gaps, mask, word):
        drop = lambda x, p=0.1: F.dropout(x, p, self.training)
        ids, first, real = self.pieces.lay(word, mask)
        low, high = self.words(slots, gaps)
        b, n = mask.shape
        pick = first.clamp(max=ids.shape[1] - 1).unsqueeze(-1).expand(b, n, self.encoder.width)
        low = torch.zeros(*ids.shape, self.encoder.width).scatter(1, pick, low.float() * mask.unsqueeze(-1))
        states = self.encoder(ids, real, low, drop)
        mixed = sum(w * state for w, state in zip(self.mix.softmax(0), states[-MIXED:]))
        return drop(self.norm(mixed.gather(1, pick) + high), 0.2)


def train(options):
    data, silver = open_data(options)
    net = Teacher(options.encoder, data, heads(data), len(data.labels["deprel"]), silver)
    if options.start:
        net.load_state_dict(torch.load(options.start))
    trained = [(name.startswith("encoder."), p) for name, p in net.named_parameters() if p.requires_grad]
    groups = [{"params": [p for inside, p in trained if inside], "weight_decay": 0.01, "peak": options.rate},
              {"params": [p for inside, p in trained if not inside], "weight_decay": 0.01, "peak": options.head_rate}]
    fit(net, groups, data, silver, options)
    torch.save(net.state_dict(), options.out)


def trained(options):
    """The prepared data, and what was trained."""
    data = Data(options.prepared)
    net = Teacher(options.encoder, data, heads(data), len(data.labels["deprel"]))
    net.load_state_dict(torch.load(options.teacher))
    return data, net.eval()


def write(options):
    """Writes the reader's file."""
    data, net = trained(options)
    write_encoder(net, data, options.out, options.name)


@torch.no_grad()
def label(options):
    """Labels silver text shard by shard; a shard that lies in the folder is left as it is."""
    data, net = trained(options)
    os.makedirs(options.out, exist_ok=True)
    done, start = 0, time.time()
    for number, documents in enumerate(shards(data)):
        path = f"{options.out}/{number:03}.safetensors"
        if number % options.workers != options.worker or number >= options.limit or os.path.exists(path):
            continue
        data.documents = documents
        first, last = documents[0][2][0][0], documents[-1][2][-1][1]
        columns = blank(last - first)
        for batch in data.batches(data.chunks(0), options.words):
            with torch.autocast("cpu", torch.bfloat16, enabled=options.bf16):
                read(net, batch, data, columns, first)
        save_file(columns, f"{path}.part", {"first": str(first), "last": str(last)})
        os.rename(f"{path}.part", path)
        done += last - first
        print(f"shard {number}: {done} words, {done / (time.time() - start):.0f} words/s", flush=True)


def shards(data):
    """The documents in runs of about SHARD words."""
    run, words = [], 0
    for document in data.documents:
        run.append(document)
        words += document[2][-1][1] - document[2][0][0]
        if words >= SHARD:
            yield run
            run, words = [], 0
    if run:
        yield run


def blank(words):
    columns = {}
    for name in (*TAGS, "names", "deprel", "head"):
        columns[name] = np.zeros((words, KEPT), np.int16)
        columns[f"{name}.p"] = np.zeros((words, KEPT), np.uint8)
    return columns | {"end": np.zeros(words, np.uint8)}


def read(net, batch, data, columns, first):
    """Fills the columns of a batch: the likeliest labels of every kind and their probabilities, in 255ths."""
    mask = batch["mask"]
    h = net.trunk(batch["slots"], batch["gap"], mask, batch["word"])
    scores, arcs = net.scores(h), net.arcs(h).float()
    at = batch["at"][mask].numpy()
    place = at - first
    ends = scores["end"].squeeze(-1).float().sigmoid()
    closing = torch.from_numpy(np.append(data.columns["gap"][1:] == 2, True)[batch["at"].numpy().clip(max=len(data.columns["gap"]) - 1)])
    ends = torch.where(closing, 1.0, ends)
    sentence = F.pad((ends > 0.5).long().cumsum(1)[:, :-1], (1, 0))
    sentence = torch.where(mask, sentence, -1)
    arcs = arcs.masked_fill(sentence.unsqueeze(2) != sentence.unsqueeze(1), -1e9)
    columns["end"][place] = (ends[mask] * 255).round().numpy()
    own = torch.arange(arcs.shape[1])
    relations = net.relations(h, arcs.argmax(-1)).float()
    for name, logits in [("deprel", relations), ("head", arcs)] + [(name, scores[name].float()) for name in (*TAGS, "names")]:
        p, which = logits.softmax(-1).topk(min(KEPT, logits.shape[-1]), -1)
        if name == "head":
            which = which - own[None, :, None]
        columns[name][place, : which.shape[-1]] = which[mask].numpy()
        columns[f"{name}.p"][place, : which.shape[-1]] = (p[mask] * 255).round().numpy()


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("train")
    command.set_defaults(run=train)
    arguments(command)
    command.add_argument("--rate", type=float, default=8e-5)
    command.add_argument("--head-rate", type=float, default=1e-3)
    command.add_argument("--start", help="a trained teacher to go on from")
    command.add_argument("--encoder", required=True)
    for name, run in (("label", label), ("write", write)):
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        command.add_argument("prepared")
        command.add_argument("teacher")
        command.add_argument("out")
        command.add_argument("--encoder", required=True)
        command.add_argument("--threads", type=int, default=1)
        command.add_argument("--seed", type=int, default=1)
    command.add_argument("--name", default="accurate-2026.11")
    command = commands.choices["label"]
    command.add_argument("--words", type=int, default=1400)
    command.add_argument("--bf16", action="store_true")
    command.add_argument("--worker", type=int, default=0)
    command.add_argument("--workers", type=int, default=1)
    command.add_argument("--limit", type=int, default=1 << 60, help="shards")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.run(options)


if __name__ == "__main__":
    main()
