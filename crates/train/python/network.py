"""The fast network, as crates/syntax runs it: hashed tables, gated dilated convolutions, and the heads of every network."""
import torch
import torch.nn.functional as F
from torch import nn

GAPS = 3
BUCKETS = 21


def bucket(distance):
    """Class of a distance in words, head minus dependent; 0 is the word itself, which stands for the root."""
    size = distance.abs()
    near = size.clamp(max=6)
    far = 7 + (size > 9).long() + (size > 14).long() + (size > 24).long()
    value = torch.where(size <= 6, near, far)
    return torch.where(distance < 0, value + 10, value)


def gate(x):
    a, b = x.chunk(2, dim=-1)
    return a * torch.sigmoid(b)


class Norm(nn.Module):
    """Root mean square norm with a learned scale."""

    def __init__(self, width):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-6) * self.scale


class Heads(nn.Module):
    """What is read off the words' vectors: tags, arcs and relations. A network adds the trunk that gives the vectors."""

    def add_heads(self, width, heads, relations, arc, relation):
        """Layers on vectors of `width`; `heads` are names and sizes of the word heads, `arc` and `relation` inner widths."""
        self.head_sizes = heads
        self.tags = nn.Linear(width, sum(size for _, size in heads))
        self.arc_head = nn.Linear(width, arc)
        self.arc_dep = nn.Linear(width, arc)
        self.arc_distance = nn.Linear(width, BUCKETS)
        # Sums over the inner width are large: scores that start far apart take long to unlearn.
        for part in (self.arc_dep, self.arc_distance):
            part.weight.data.mul_(0.1)
        self.relation_head = nn.Linear(width, relation)
        self.relation_dep = nn.Linear(width, relation, bias=False)
        self.relation_distance = nn.Embedding(BUCKETS, relation)
        nn.init.normal_(self.relation_distance.weight, std=0.1)
        self.relation = nn.Linear(relation, relations)

    def scores(self, h):
        """Logits of the word heads, by name."""
        return dict(zip((name for name, _ in self.head_sizes), self.tags(h).split([s for _, s in self.head_sizes], -1)))

    def arcs(self, h):
        """Scores [b, dependent, head]; a word as its own head is the root."""
        n = h.shape[1]
        at = torch.arange(n, device=h.device)
        buckets = bucket(at[None, :] - at[:, None])
        scores = self.arc_dep(h) @ F.relu(self.arc_head(h)).transpose(1, 2)
        distance = self.arc_distance(h).gather(2, buckets.unsqueeze(0).expand(h.shape[0], n, n))
        return scores + distance

    def relations(self, h, heads):
        """Logits [b, n, relations] of each word under the head given by its place [b, n]."""
        at = torch.arange(h.shape[1], device=h.device)
        head = self.relation_head(h)
        pair = head.gather(1, heads.unsqueeze(-1).expand_as(head)) + self.relation_dep(h)
        return self.relation(F.relu(pair + self.relation_distance(bucket(heads - at))))


class Network(Heads):
    def __init__(self, tables, heads, relations, dropout=0.2, width=192, dilations=(1, 2, 4, 8, 2, 1), word_dropout=0.12):
        super().__init__()
        self.specs, self.dilations = tables, dilations
        self.tables = nn.ModuleDict({name: nn.Embedding(rows, width) for name, rows, width, _ in tables})
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.3)
        inputs = sum(width for _, _, width, _ in tables)
        self.mix = nn.Linear(inputs, 2 * width)
        self.gap = nn.Embedding(GAPS, width)
        nn.init.normal_(self.gap.weight, std=0.1)
        self.norms = nn.ModuleList(Norm(width) for _ in dilations)
        self.blocks = nn.ModuleList(nn.Linear(3 * width, 2 * width) for _ in dilations)
        self.last = Norm(width)
        self.add_heads(width, heads, relations, arc=128, relation=128)
        self.dropout, self.word_dropout = dropout, word_dropout

    def embed(self, slots):
        parts, at = [], 0
        for name, _, _, count in self.specs:
            vector = sum(self.tables[name](slots[..., at + k]) for k in range(count))
            if self.training and name == "form":
                keep = torch.rand(slots.shape[:-1], device=slots.device) >= self.word_dropout
                vector = vector * keep.unsqueeze(-1)
            parts.append(vector)
            at += count
        return torch.cat(parts, -1)

    def trunk(self, slots, gaps, mask, word):
        """slots [b, n, slots], gaps [b, n], mask [b, n] of real words, word types (not used) -> [b, n, width]."""
        drop = lambda x, p: F.dropout(x, p, self.training)
        mask = mask.unsqueeze(-1)
        x = gate(self.mix(drop(self.embed(slots), self.dropout))) + self.gap(gaps)
        for norm, block, d in zip(self.norms, self.blocks, self.dilations):
            y = norm(x) * mask
            left = F.pad(y, (0, 0, d, 0))[:, : y.shape[1]]
            right = F.pad(y, (0, 0, 0, d))[:, d:]
            x = x + drop(gate(block(torch.cat([left, y, right], -1))), self.dropout / 2)
        return drop(self.last(x), self.dropout)
