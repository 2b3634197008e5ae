"""Trains the syntax network on prepared tensors and writes its weights.

  train.py PREPARED OUT [--passes N] [--seed N] [--name NAME] [--names-share X] [--threads N] [--limit STEPS]
           [--silver LABELLED [--silver-weight X]] [--start WEIGHTS]

Silver text, labelled by the teacher, is spread over the passes: each of its words is seen once.
"""
import argparse
import math
import time

import numpy as np
import torch
import torch.nn.functional as F

from data import Data
from network import Network
from weights import read, write

# What the teacher, which sees word pieces and no suffixes, knows less well than gold teaches.
UNTAUGHT = ("lemma", "feats", "xpos", "end")
TAGS = {"upos": 1.0, "xpos": 0.5, "feats": 0.5, "lemma": 0.7}


def losses(net, batch, bits):
    """The summed loss of a batch; every part is a mean over the words that have the label."""
    h = net.trunk(batch["slots"], batch["gap"], batch["mask"], batch["word"])
    scores = net.scores(h)
    total = 0.0
    for name, weight in TAGS.items():
        if (batch[name] >= 0).any():
            total = total + weight * F.cross_entropy(scores[name].flatten(0, 1), batch[name].flatten(), ignore_index=-1)
    known = batch["end"] >= 0
    if known.any():
        ends = scores["end"].squeeze(-1)[known]
        total = total + 3.0 * F.binary_cross_entropy_with_logits(ends, batch["end"][known].float())
    named = batch["names"] > 0
    if named.any():
        logits = scores["names"][named]
        allowed = (batch["names"][named].unsqueeze(-1) >> bits) & 1
        inside = logits.masked_fill(allowed == 0, -1e9).logsumexp(-1)
        total = total + 1.5 * (logits.logsumexp(-1) - inside).mean()
    rows = (batch["deprel"] >= 0).any(1)
    if rows.any():
        part = h[rows]
        tied = batch["deprel"][rows] >= 0
        sentence = batch["sentence"][rows]
        arcs = net.arcs(part).masked_fill(sentence.unsqueeze(2) != sentence.unsqueeze(1), -1e9)
        total = total + F.cross_entropy(arcs[tied], batch["head"][rows][tied])
        relations = net.relations(part, batch["head"][rows])
        total = total + F.cross_entropy(relations[tied], batch["deprel"][rows][tied])
    return total


@torch.no_grad()
def measure(net, data, part):
    """Figures on gold words and gold sentences of a part, F1 of sentence ends and of named words, in percent."""
    net.eval()
    right = dict.fromkeys([*TAGS, "uas", "las"], 0)
    words = hits = found = gold = named = called = fit = 0
    for batch in data.batches(data.chunks(part), 4096):
        h = net.trunk(batch["slots"], batch["gap"], batch["mask"], batch["word"])
        scores, mask = net.scores(h), batch["mask"]
        words += int(mask.sum())
        allowed = batch["names"]
        guess = scores["names"].argmax(-1)
        known = (allowed > 0) & mask
        named += int((known & (allowed & 1 == 0)).sum())
        called += int((known & (guess > 0)).sum())
        fit += int((known & (guess > 0) & ((allowed >> guess) & 1 == 1)).sum())
        for name in TAGS:
            right[name] += int((scores[name].argmax(-1) == batch[name])[mask].sum())
        sentence = batch["sentence"]
        heads = net.arcs(h).masked_fill(sentence.unsqueeze(2) != sentence.unsqueeze(1), -1e9).argmax(-1)
        tied = (heads == batch["head"]) & mask
        same = net.relations(h, heads).argmax(-1) == batch["deprel"]
        right["uas"] += int(tied.sum())
        right["las"] += int((tied & same).sum())
        guess = (scores["end"].squeeze(-1) > 0) & mask
        truth = (batch["end"] == 1) & mask
        hits, found, gold = hits + int((guess & truth).sum()), found + int(guess.sum()), gold + int(truth.sum())
    net.train()
    figures = {name: 100 * count / words for name, count in right.items()}
    figures |= {"ends": 200 * hits / max(found + gold, 1), "names": 200 * fit / max(named + called, 1)}
    return {name: value for name, value in figures.items() if value}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("prepared")
    parser.add_argument("out")
    parser.add_argument("--passes", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--name", default="fast-2026.11")
    parser.add_argument("--names-share", type=float, default=0.5)
    parser.add_argument("--words", type=int, default=2048)
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=1 << 60)
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--silver")
    parser.add_argument("--silver-weight", type=float, default=0.6)
    parser.add_argument("--start")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rng = np.random.default_rng(options.seed)
    data = Data(options.prepared)
    heads = [(name, len(data.labels[name])) for name in TAGS] + [("names", len(data.labels["names"])), ("end", 1)]
    net = Network(data.tables, heads, len(data.labels["deprel"]), options.dropout)
    if options.start:
        read(net, options.start)
    silver = Data(options.silver) if options.silver else None
    spread = silver.chunks(0, rng) if silver else []
    rng.shuffle(spread)
    bits = torch.arange(len(data.labels["names"]))
    decayed = [p for p in net.parameters() if p.dim() > 1]
    plain = [p for p in net.parameters() if p.dim() == 1]
    groups = [{"params": decayed, "weight_decay": 0.02}, {"params": plain, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=options.rate, betas=(0.9, 0.98), fused=True)
    total = options.passes * sum(1 for _ in data.chunks(0, rng, options.names_share)) * (128 - 16) // options.words
    print(f"{sum(p.numel() for p in net.parameters()):,} parameters, about {total} steps", flush=True)
    start, cpu, step, running = time.time(), time.process_time(), 0, 0.0
    for number in range(options.passes):
        batches = [(batch, 1.0) for batch in data.batches(data.chunks(0, rng, options.names_share), options.words, rng)]
        if silver:
            share = [tuple(chunk) for chunk in spread[number :: options.passes]]
            for batch in silver.batches(share, options.words, rng):
                for name in UNTAUGHT:
                    batch[name] = torch.full_like(batch[name], 0 if name == "names" else -1)
                batches.append((batch, options.silver_weight))
            batches = [batches[at] for at in rng.permutation(len(batches))]
        if number == 0:
            total = options.passes * len(batches)
        for at, (batch, weight) in enumerate(batches):
            done = (number + at / len(batches)) / options.passes
            rate = min(1.0, done / 0.04 + 0.01) * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))
            for group in optimiser.param_groups:
                group["lr"] = options.rate * rate
            with torch.autocast("cpu", torch.bfloat16, enabled=options.bf16):
                loss = losses(net, batch, bits)
            optimiser.zero_grad(set_to_none=True)
            (loss * weight).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimiser.step()
            running += (float(loss.detach()) - running) / min(step + 1, 100)
            step += 1
            if step % 50 == 0:
                print(f"step {step}/{total} loss {running:.3f} {time.time() - start:.0f}s cpu {time.process_time() - cpu:.0f}s", flush=True)
            if step >= options.limit:
                return
        for part, name in enumerate(data.meta["parts"].split(), 1):
            figures = measure(net, data, part)
            print(f"pass {number + 1} {name} " + " ".join(f"{k} {v:.2f}" for k, v in figures.items()), flush=True)
        if number + 1 in (options.passes, options.passes // 2):
            write(net, data, options.out, options.name)


if __name__ == "__main__":
    main()
