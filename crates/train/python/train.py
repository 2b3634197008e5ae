"""Trains the fast syntax network on prepared tensors and writes its weights.

  train.py PREPARED OUT [--passes N] [--silver SILVER --labels FOLDER] [--start WEIGHTS [--keep-tables]] [--width N] [--dilations N,N,...]

Silver text, labelled by the teacher, is gone through `--silver-passes` times, spread over the passes through gold.
"""
import argparse
import math
import os
import time

import numpy as np
import torch
import torch.nn.functional as F

from data import Data
from network import Network
from weights import read, write

TAGS = {"upos": 1.0, "xpos": 0.5, "feats": 0.5, "lemma": 0.7}
WEIGHTS = TAGS | {"head": 1.0, "deprel": 1.0}
NAMES, ENDS = 1.5, 3.0


def tagged(logits, batch, name, rows=slice(None)):
    """Cross entropy with the gold label, or with the teacher's likeliest ones; none when no word has one."""
    if f"{name}.p" in batch:
        p = batch[f"{name}.p"][rows]
        said = logits.float().log_softmax(-1).gather(-1, batch[f"{name}.soft"][rows])
        return -(p * said).sum() / p.sum().clamp(min=1.0)
    known = batch["deprel" if name == "head" else name][rows] >= 0
    if not known.any():
        return 0.0
    return F.cross_entropy(logits[known].float(), batch[name][rows][known])


def losses(net, batch, bits, without=()):
    """The summed loss of a batch; every part is a mean over the words that have the label."""
    h = net.trunk(batch["slots"], batch["gap"], batch["mask"], batch["word"])
    scores = net.scores(h)
    total = sum(weight * tagged(scores[name], batch, name) for name, weight in TAGS.items() if name not in without)
    known = batch["end"] >= 0
    if known.any() and "end" not in without:
        ends = scores["end"].squeeze(-1)[known]
        total = total + ENDS * F.binary_cross_entropy_with_logits(ends.float(), batch["end"][known].float())
    if "names.p" in batch:
        total = total + NAMES * tagged(scores["names"], batch, "names")
    elif (batch["names"] > 0).any():
        named = batch["names"] > 0
        logits = scores["names"][named].float()
        allowed = (batch["names"][named].unsqueeze(-1) >> bits) & 1
        inside = logits.masked_fill(allowed == 0, -1e9).logsumexp(-1)
        total = total + NAMES * (logits.logsumexp(-1) - inside).mean()
    rows = (batch["deprel"] >= 0).any(1)
    if rows.any():
        sentence = batch["sentence"][rows]
        arcs = net.arcs(h[rows]).float().masked_fill(sentence.unsqueeze(2) != sentence.unsqueeze(1), -1e9)
        total = total + tagged(arcs, batch, "head", rows)
        total = total + tagged(net.relations(h[rows], batch["head"][rows]), batch, "deprel", rows)
    return total


@torch.no_grad()
def measure(net, data, part):
    """Figures on gold words and gold sentences of a part, F1 of sentence ends and of named words, in percent.

    LAS leaves the relations' subtypes out, as the evaluation of the CoNLL 2018 shared task does.
    """
    net.eval()
    kinds = [label.split(":")[0] for label in data.labels["deprel"]]
    plain = torch.tensor([kinds.index(kind) for kind in kinds])
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
        tied = (heads == batch["head"]) & (batch["deprel"] >= 0)
        same = plain[net.relations(h, heads).argmax(-1)] == plain[batch["deprel"]]
        right["uas"] += int(tied.sum())
        right["las"] += int((tied & same).sum())
        guess = (scores["end"].squeeze(-1) > 0) & mask
        truth = (batch["end"] == 1) & mask
        hits, found, gold = hits + int((guess & truth).sum()), found + int(guess.sum()), gold + int(truth.sum())
    net.train()
    figures = {name: 100 * count / words for name, count in right.items()}
    figures |= {"ends": 200 * hits / max(found + gold, 1), "names": 200 * fit / max(named + called, 1)}
    return {name: value for name, value in figures.items() if value}


def fit(net, groups, data, silver, options):
    """Goes `options.passes` times through gold, mixed with silver; goes on from OUT.part when that is there."""
    rng = np.random.default_rng(options.seed)
    bits = torch.arange(len(data.labels["names"]))
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    spread = []
    for _ in range(math.ceil(options.silver_passes) if silver else 0):
        chunks = silver.chunks(0, rng)
        rng.shuffle(chunks)
        spread += [tuple(chunk) for chunk in chunks]
    spread = spread[: int(len(spread) * options.silver_passes / math.ceil(options.silver_passes))]
    first, checkpoint = 0, f"{options.out}.part"
    if os.path.exists(checkpoint):
        kept = torch.load(checkpoint)
        net.load_state_dict(kept["net"])
        optimiser.load_state_dict(kept["optimiser"])
        first = kept["step"]
    start, cpu, running, step = time.time(), time.process_time(), 0.0, 0
    for number in range(options.passes):
        gold = data.groups(data.chunks(0, rng, options.names_share), options.words, rng)
        batches = [(data, group, 1.0) for group in gold]
        if silver:
            share = silver.groups(spread[number :: options.passes], options.words, rng)
            batches += [(silver, group, options.silver_weight) for group in share]
            batches = [batches[at] for at in rng.permutation(len(batches))]
        for at, (source, group, weight) in enumerate(batches):
            step += 1
            if step <= first:
                continue
            done = (number + at / len(batches)) / options.passes
            for part in optimiser.param_groups:
                part["lr"] = part["peak"] * min(1.0, done / 0.05 + 0.01) * 0.5 * (1 + math.cos(math.pi * done))
            with torch.autocast("cpu", torch.bfloat16, enabled=options.bf16):
                loss = losses(net, source.batch(group, rng), bits, options.untaught if source is silver else ())
            optimiser.zero_grad(set_to_none=True)
            (loss * weight).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 3.0)
            optimiser.step()
            running += (float(loss.detach()) - running) / min(step - first, 100)
            if step % 50 == 0:
                passed = f"{time.time() - start:.0f}s cpu {time.process_time() - cpu:.0f}s"
                print(f"step {step}/{options.passes * len(batches)} loss {running:.3f} {passed}", flush=True)
            if step % 300 == 0:
                torch.save({"net": net.state_dict(), "optimiser": optimiser.state_dict(), "step": step}, checkpoint)
            if step >= options.limit:
                return
        for part, name in enumerate(data.meta["parts"].split(), 1):
            figures = measure(net, data, part)
            print(f"pass {number + 1} {name} " + " ".join(f"{k} {v:.2f}" for k, v in figures.items()), flush=True)


def arguments(parser):
    """The options of a training, shared by the fast network and the encoders."""
    parser.add_argument("prepared")
    parser.add_argument("out")
    parser.add_argument("--passes", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--names-share", type=float, default=0.5)
    parser.add_argument("--words", type=int, default=2048)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=1 << 60)
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--silver", help="text the teacher labelled, as prepared")
    parser.add_argument("--labels", help="folder of its labels")
    parser.add_argument("--silver-passes", type=float, default=1.0)
    parser.add_argument("--silver-weight", type=float, default=0.6)
    parser.add_argument("--untaught", type=lambda names: names.split(","), default=(), help="labels not learned from silver")


def open_data(options):
    data = Data(options.prepared)
    silver = None
    if options.silver:
        silver = Data(options.silver)
        silver.lay(options.labels)
    return data, silver


def heads(data):
    """Names and sizes of the word heads."""
    return [(name, len(data.labels[name])) for name in TAGS] + [("names", len(data.labels["names"])), ("end", 1)]


def main():
    parser = argparse.ArgumentParser()
    arguments(parser)
    parser.add_argument("--name", default="fast-2026.11")
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--width", type=int, default=192)
    parser.add_argument("--dilations", default="1,2,4,8,2,1")
    parser.add_argument("--start", help="weights to go on from")
    parser.add_argument("--keep-tables", action="store_true", help="leave the tables of word parts as they are there")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    data, silver = open_data(options)
    dilations = [int(d) for d in options.dilations.split(",")]
    net = Network(data.tables, heads(data), len(data.labels["deprel"]), options.dropout, options.width, dilations)
    if options.start:
        read(net, options.start)
    net.tables.requires_grad_(not options.keep_tables)
    print(f"{sum(p.numel() for p in net.parameters()):,} parameters", flush=True)
    learned = [p for p in net.parameters() if p.requires_grad]
    decayed = [p for p in learned if p.dim() > 1]
    plain = [p for p in learned if p.dim() == 1]
    fit(net, [{"params": decayed, "weight_decay": 0.02, "peak": options.rate},
              {"params": plain, "weight_decay": 0.0, "peak": options.rate}], data, silver, options)
    write(net, data, options.out, options.name, options.start if options.keep_tables else None)


if __name__ == "__main__":
    main()
