"""The prepared tensors, cut into chunks of whole sentences and laid into batches."""
import glob

import numpy as np
import torch
from safetensors import safe_open

CHUNK = 128      # words a chunk aims at
LONGEST = 224    # a longer sentence is cut
FLAT = 0.2       # share of chunks that lose their paragraphs, as text copied from a page does
LOOSE = 0.05     # share of glued words in them that a blank parts
COLUMNS = ("gap", "names", "end", "upos", "xpos", "feats", "lemma", "head", "deprel")
EMPTY = {"gap": 0, "names": 0, "head": 0}
SOFT = ("upos", "xpos", "feats", "lemma", "names", "head", "deprel")
UNUSED = 99      # part of documents that no label was given


class Data:
    def __init__(self, path):
        with safe_open(path, "np") as file:
            self.meta = file.metadata()
            self.columns = {name: file.get_tensor(name) for name in file.keys()}
        self.slots = torch.from_numpy(self.columns["slots"]).long()
        rows = [table.split(":") for table in self.meta["tables"].split()]
        self.tables = [(name, int(n), int(width), int(count)) for name, n, width, count in rows]
        self.labels = {key: self.meta[key].split(" ") for key in ("upos", "xpos", "feats", "lemma", "deprel", "names")}
        self.soft = {}
        self.shift = 0  # number of its first word type, where several texts share a table of types
        self.documents = self.cut()

    def lay(self, folder):
        """Takes over the teacher's labels of this text, shard by shard; what no shard covers is not used."""
        size = len(self.columns["word"])
        covered = np.zeros(size, bool)
        self.soft = {}
        for path in sorted(glob.glob(f"{folder}/*.safetensors")):
            with safe_open(path, "np") as file:
                first, last = int(file.metadata()["first"]), int(file.metadata()["last"])
                covered[first:last] = True
                for name in file.keys():
                    part = file.get_tensor(name)
                    if name not in self.soft:
                        self.soft[name] = np.zeros((size, *part.shape[1:]), part.dtype)
                    self.soft[name][first:last] = part
        self.columns["end"] = np.where(covered, self.soft["end"] > 127, -1).astype(np.int32)
        for name in SOFT:
            best = self.soft[name][:, 0].astype(np.int32)
            self.columns[name] = np.where(covered, 1 << best if name == "names" else best, EMPTY.get(name, -1)).astype(np.int32)
        self.columns["part"] = np.where(covered, 0, UNUSED)
        self.documents = self.cut()

    def cut(self):
        """Documents as (part, tagged, [(start, end) of sentences])."""
        document, end, part, gap = (self.columns[name] for name in ("document", "end", "part", "gap"))
        borders = np.flatnonzero(np.diff(document)) + 1
        starts = np.concatenate([[0], borders, [len(document)]])
        documents = []
        for first, last in zip(starts[:-1], starts[1:]):
            tagged = self.columns["upos"][first] >= 0
            # Where sentences are not known, paragraphs are cut instead.
            ends = np.flatnonzero(end[first:last] == 1) + first + 1 if tagged else np.flatnonzero(gap[first:last] == 2) + first
            edges = np.unique(np.concatenate([[first], ends, [last]]))
            documents.append((int(part[first]), bool(tagged), list(zip(edges[:-1], edges[1:]))))
        return documents

    def chunks(self, part, rng=None, share=1.0):
        """Runs of whole sentences as (start, end); names-only documents are sampled by `share`."""
        chunks = []
        for where, tagged, sentences in self.documents:
            if where != part or (not tagged and rng is not None and rng.random() > share):
                continue
            limit = CHUNK if rng is None else int(rng.integers(16, CHUNK + 1))
            start = sentences[0][0]
            for (_, last), (_, ahead) in zip(sentences, sentences[1:] + [(0, 1 << 60)]):
                if ahead - start > limit:
                    chunks += [(at, min(at + LONGEST, last)) for at in range(start, last, LONGEST)]
                    start, limit = last, CHUNK
        return chunks

    def groups(self, chunks, words, rng=None):
        """Chunks of about the same length, at most `words` padded words together."""
        noise = (lambda: rng.random() * 12) if rng is not None else (lambda: 0)
        order = sorted(chunks, key=lambda c: c[1] - c[0] + noise())
        groups, group = [], []
        for chunk in order:
            if group and (chunk[1] - chunk[0] + 12) * (len(group) + 1) > words:
                groups.append(group)
                group = []
            group.append(chunk)
        groups += [group] if group else []
        if rng is not None:
            rng.shuffle(groups)
        return groups

    def batches(self, chunks, words, rng=None):
        """Batches as dicts of tensors [b, n]."""
        for group in self.groups(chunks, words, rng):
            yield self.batch(group, rng)

    def batch(self, group, rng):
        n = max(end - start for start, end in group)
        word = np.zeros((len(group), n), np.int64)
        mask = np.zeros((len(group), n), bool)
        out = {name: np.full((len(group), n), EMPTY.get(name, -1), np.int64) for name in COLUMNS}
        sentence = np.full((len(group), n), -1, np.int64)
        for row, (start, end) in enumerate(group):
            size = end - start
            word[row, :size] = self.columns["word"][start:end]
            mask[row, :size] = True
            for name in COLUMNS:
                out[name][row, :size] = self.columns[name][start:end]
            ends = np.concatenate([[0], self.columns["end"][start : end - 1] == 1])
            sentence[row, :size] = np.cumsum(ends)
            if rng is not None and rng.random() < FLAT:
                gaps = out["gap"][row]
                gaps[1:][gaps[1:] == 2] = 1
                gaps[1:][(gaps[1:] == 0) & (rng.random(n - 1) < LOOSE)] = 1
        size = mask.sum(1, keepdims=True)
        at = np.array([[start] for start, _ in group]) + np.arange(n)
        head = np.arange(n) + out["head"]
        out["deprel"][(head < 0) | (head >= size)] = -1
        out["head"] = np.clip(head, 0, n - 1)
        out.update(mask=mask, sentence=sentence, at=at, last=np.arange(n) == size - 1)
        batch = {name: torch.from_numpy(column) for name, column in out.items()}
        batch["word"] = torch.from_numpy(word + self.shift)
        batch["slots"] = self.slots[torch.from_numpy(word)]
        if self.soft:
            place = np.minimum(at, len(self.columns["word"]) - 1)
            for name in SOFT:
                which = self.soft[name][place].astype(np.int64)
                p = self.soft[f"{name}.p"][place].astype(np.float32) * mask[..., None]
                if name == "head":
                    which += np.arange(n)[None, :, None]
                    p = np.where((which < 0) | (which >= size[..., None]), 0.0, p)
                    which = np.clip(which, 0, n - 1)
                batch[f"{name}.soft"] = torch.from_numpy(which)
                batch[f"{name}.p"] = torch.from_numpy(p / 255)
        return batch
