"""The teacher: a MiniLM-L6 encoder with the student's heads. Learns from gold, then labels silver text.

  teacher.py train PREPARED ENCODER_FOLDER OUT.pt [--passes X] [--names-share X]
  teacher.py label SILVER ENCODER_FOLDER TEACHER.pt OUT.safetensors [--words N]

ENCODER_FOLDER holds `model.safetensors`, `vocab.txt` of all-MiniLM-L6-v2 (Apache-2.0).
"""
import argparse
import math
import time
import unicodedata

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import save_file
from safetensors.torch import load_file
from torch import nn

import network
from data import Data
from network import BUCKETS, bucket
from train import TAGS, losses, measure

HIDDEN, LAYERS, ATTENTION_HEADS = 384, 6, 12
PIECES = 5      # pieces of a word that are read
ARC, RELATION = 384, 256
UNUSED = 99     # part of silver documents that were not labelled


class Pieces:
    """Word pieces of every type, as BERT's uncased tokenizer cuts them."""

    def __init__(self, folder, data):
        self.vocabulary = {line.rstrip("\n"): n for n, line in enumerate(open(f"{folder}/vocab.txt", encoding="utf-8"))}
        text = data.columns["forms"].tobytes().decode("utf-8").split("\n")
        cut = [self.cut(form) for form in text]
        self.count = torch.tensor([len(pieces) for pieces in cut])
        self.table = torch.zeros(len(cut), PIECES, dtype=torch.long)
        for row, pieces in enumerate(cut):
            self.table[row, : len(pieces)] = torch.tensor(pieces)

    def cut(self, form):
        plain = unicodedata.normalize("NFD", form.lower().replace("’", "'").replace("“", '"').replace("”", '"'))
        plain = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf", "Cc"))
        parts, word = [], ""
        for c in plain:
            if c.isalnum():
                word += c
            else:
                parts += [word] if word else []
                parts, word = parts + [c], ""
        parts += [word] if word else []
        pieces = []
        for part in parts:
            pieces += self.greedy(part)
        return pieces[:PIECES] or [self.vocabulary["[UNK]"]]

    def greedy(self, part):
        found, at = [], 0
        while at < len(part):
            for end in range(len(part), at, -1):
                piece = ("##" if at else "") + part[at:end]
                if piece in self.vocabulary:
                    found.append(self.vocabulary[piece])
                    at = end
                    break
            else:
                return [self.vocabulary["[UNK]"]]
        return found


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.down = nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x, mask, drop):
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, n, HIDDEN)
        x = self.norm1(x + drop(self.out(y)))
        return self.norm2(x + drop(self.down(F.gelu(self.up(x)))))


class Teacher(nn.Module):
    def __init__(self, folder, pieces, heads, relations):
        super().__init__()
        stored = load_file(f"{folder}/model.safetensors")
        stored = {key.removeprefix("bert."): value.float() for key, value in stored.items()}
        self.words = nn.Embedding.from_pretrained(stored["embeddings.word_embeddings.weight"], freeze=True)
        self.places = nn.Embedding.from_pretrained(stored["embeddings.position_embeddings.weight"], freeze=True)
        self.kind = nn.Parameter(stored["embeddings.token_type_embeddings.weight"][0].clone())
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.norm.weight.data = stored["embeddings.LayerNorm.weight"]
        self.norm.bias.data = stored["embeddings.LayerNorm.bias"]
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        for n, layer in enumerate(self.layers):
            at = f"encoder.layer.{n}."
            for part in ("weight", "bias"):
                qkv = [stored[f"{at}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                setattr(layer.qkv, part, nn.Parameter(torch.cat(qkv)))
                for mine, theirs in (("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
                                     ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                    setattr(getattr(layer, mine), part, nn.Parameter(stored[f"{at}{theirs}.{part}"]))
        self.pieces = pieces
        self.shape = nn.Embedding(1000, HIDDEN)
        self.gap = nn.Embedding(network.GAPS, HIDDEN)
        nn.init.normal_(self.shape.weight, std=0.02)
        nn.init.normal_(self.gap.weight, std=0.02)
        self.head_sizes = heads
        self.tags = nn.Linear(HIDDEN, sum(size for _, size in heads))
        self.arc_head = nn.Linear(HIDDEN, ARC)
        self.arc_dep = nn.Linear(HIDDEN, ARC)
        self.arc_distance = nn.Linear(HIDDEN, BUCKETS)
        self.relation_head = nn.Linear(HIDDEN, RELATION)
        self.relation_dep = nn.Linear(HIDDEN, RELATION, bias=False)
        self.relation_distance = nn.Embedding(BUCKETS, RELATION)
        nn.init.normal_(self.relation_distance.weight, std=0.1)
        self.relation = nn.Linear(RELATION, relations)

    def trunk(self, slots, gaps, mask, word):
        drop = lambda x, p=0.1: F.dropout(x, p, self.training)
        b, n = mask.shape
        count = self.pieces.count[word] * mask
        first = count.cumsum(1) - count + 1
        total = int(count.sum(1).max()) + 2
        ids = torch.zeros(b, total, dtype=torch.long)
        ids[:, 0] = self.pieces.vocabulary["[CLS]"]
        rows = torch.arange(b).unsqueeze(1)
        shape = torch.zeros(b, total, dtype=torch.long)
        for k in range(PIECES):
            has = (count > k) & mask
            where = (first + k)[has]
            ids[rows.expand(b, n)[has], where] = self.pieces.table[word[has], k]
            shape[rows.expand(b, n)[has], where] = slots[has][:, 6] if k == 0 else 0
        ends = count.sum(1) + 1
        ids[torch.arange(b), ends] = self.pieces.vocabulary["[SEP]"]
        real = torch.arange(total)[None] <= ends[:, None]
        marked = torch.zeros(b, total, dtype=torch.bool)
        marked[rows.expand(b, n)[mask], first[mask]] = True
        x = self.words(ids) + self.places(torch.arange(total)) + self.kind
        x = x + self.shape(shape) * marked.unsqueeze(-1)
        x = drop(self.norm(x))
        bias = real[:, None, None, :]
        states = []
        for layer in self.layers:
            x = layer(x, bias, drop)
            states.append(x)
        pick = first.clamp(max=total - 1).unsqueeze(-1).expand(b, n, HIDDEN)
        h = (states[-1] + 0.5 * states[-3]).gather(1, pick) + self.gap(gaps)
        h = h + self.shape(slots[..., 6])
        return drop(h, 0.2)

    scores, arcs = network.Network.scores, network.Network.arcs

    def relations(self, h, heads):
        at = torch.arange(h.shape[1])
        pick = heads.unsqueeze(-1).expand(-1, -1, RELATION)
        pair = self.relation_head(h).gather(1, pick) + self.relation_dep(h)
        return self.relation(F.relu(pair + self.relation_distance(bucket(heads - at))))


def build(options, data):
    heads = [(name, len(data.labels[name])) for name in TAGS] + [("names", len(data.labels["names"])), ("end", 1)]
    return Teacher(options.encoder, Pieces(options.encoder, data), heads, len(data.labels["deprel"]))


def train(options):
    data = Data(options.prepared)
    rng = np.random.default_rng(options.seed)
    net = build(options, data)
    bits = torch.arange(len(data.labels["names"]))
    encoder = [p for name, p in net.named_parameters() if p.requires_grad and name.startswith(("layers", "norm", "kind"))]
    others = [p for name, p in net.named_parameters() if p.requires_grad and not name.startswith(("layers", "norm", "kind"))]
    optimiser = torch.optim.AdamW([{"params": encoder, "peak": 1.5e-4}, {"params": others, "peak": 1e-3}], fused=True, weight_decay=0.01)
    batches = []
    for _ in range(math.ceil(options.passes)):
        batches += list(data.batches(data.chunks(0, rng, options.names_share), options.words, rng))
    batches = batches[: int(len(batches) * options.passes / math.ceil(options.passes))]
    start, cpu, running = time.time(), time.process_time(), 0.0
    for step, batch in enumerate(batches):
        done = step / len(batches)
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * min(1.0, done / 0.06 + 0.01) * (1 - done)
        with torch.autocast("cpu", torch.bfloat16, enabled=options.bf16):
            loss = losses(net, batch, bits)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        running += (float(loss.detach()) - running) / min(step + 1, 50)
        if step % 20 == 0:
            print(f"step {step}/{len(batches)} loss {running:.3f} {time.time() - start:.0f}s cpu {time.process_time() - cpu:.0f}s", flush=True)
        if step >= options.limit:
            return
        if step and step % 300 == 0:
            print(measure(net, data, 1), flush=True)
            torch.save(net.state_dict(), options.out)
    torch.save(net.state_dict(), options.out)
    for part, name in enumerate(data.meta["parts"].split(), 1):
        print(name, measure(net, data, part), flush=True)


@torch.no_grad()
def label(options):
    """Fills the columns of silver text: tags, ends, heads and relations, names as the one allowed label."""
    data = Data(options.prepared)
    net = build(options, data)
    net.load_state_dict(torch.load(options.teacher))
    net.eval()
    columns = {name: column.copy() for name, column in data.columns.items()}
    rng = np.random.default_rng(options.seed)
    share = options.limit / len(columns["word"])
    dropped = [sentences for _, _, sentences in data.documents if rng.random() > share]
    for sentences in dropped:
        columns["part"][sentences[0][0] : sentences[-1][1]] = UNUSED
    data.documents = [(int(columns["part"][s[0][0]]), tagged, s) for _, tagged, s in data.documents]
    total = int((columns["part"] == 0).sum())
    done, start = 0, time.time()
    closing = np.append(columns["gap"][1:] == 2, True)
    chunks = data.chunks(0)
    for batch in data.batches(chunks, options.words):
        with torch.autocast("cpu", torch.bfloat16, enabled=options.bf16):
            h = net.trunk(batch["slots"], batch["gap"], batch["mask"], batch["word"])
            scores = net.scores(h)
            arcs = net.arcs(h).float()
        mask, where = batch["mask"], batch["at"]
        end = (scores["end"].squeeze(-1) > 0) & mask
        place = where[mask].numpy()
        end[mask] |= torch.from_numpy(closing[place])
        sentence = torch.cat([torch.zeros(len(end), 1, dtype=torch.long), end.long().cumsum(1)[:, :-1]], 1)
        sentence = torch.where(mask, sentence, -1)
        heads = arcs.masked_fill(sentence.unsqueeze(2) != sentence.unsqueeze(1), -1e9).argmax(-1)
        relations = net.relations(h.float(), heads).argmax(-1)
        for name in TAGS:
            columns[name][place] = scores[name].argmax(-1)[mask].numpy()
        columns["end"][place] = end[mask].numpy()
        columns["head"][place] = (heads - torch.arange(heads.shape[1]))[mask].numpy()
        columns["deprel"][place] = relations[mask].numpy()
        columns["names"][place] = (1 << scores["names"].argmax(-1))[mask].numpy()
        done += len(place)
        if done // 50000 != (done - len(place)) // 50000:
            print(f"{done}/{total} {done / (time.time() - start):.0f} words/s", flush=True)
    save_file(columns, options.out, data.meta)


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    for name, run in (("train", train), ("label", label)):
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        command.add_argument("prepared")
        command.add_argument("encoder")
        if name == "label":
            command.add_argument("teacher")
        command.add_argument("out")
        command.add_argument("--words", type=int, default=1200)
        command.add_argument("--threads", type=int, default=2)
        command.add_argument("--bf16", action="store_true")
        command.add_argument("--seed", type=int, default=1)
        command.add_argument("--passes", type=float, default=2)
        command.add_argument("--names-share", type=float, default=0.5)
        command.add_argument("--limit", type=int, default=1 << 60)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.run(options)


if __name__ == "__main__":
    main()
