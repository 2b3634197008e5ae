"""Pretrained encoders, BERT's and MPNet's kind, read from their published files, and their word pieces."""
import json
import unicodedata

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

PIECES = 5  # pieces of a word that are read


class Pieces:
    """Word pieces of every type of some texts, as BERT's uncased tokenizer cuts them."""

    def __init__(self, folder, texts):
        self.vocabulary = {line.rstrip("\n"): n for n, line in enumerate(open(f"{folder}/vocab.txt", encoding="utf-8"))}
        known = lambda *names: next(self.vocabulary[name] for name in names if name in self.vocabulary)
        self.opening, self.closing, self.unknown = known("<s>", "[CLS]"), known("</s>", "[SEP]"), known("[UNK]")
        cut = []
        for text in texts:
            text.shift = len(cut)
            cut += [self.cut(form) for form in text.columns["forms"].tobytes().decode("utf-8").split("\n")]
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
        return pieces[:PIECES] or [self.unknown]

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
                return [self.unknown]
        return found

    def lay(self, word, mask):
        """Piece ids [b, pieces], place of each word's first piece [b, n], mask of real pieces."""
        b, n = mask.shape
        count = self.count[word] * mask
        first = count.cumsum(1) - count + 1
        total = int(count.sum(1).max()) + 2
        ids = torch.zeros(b, total, dtype=torch.long)
        ids[:, 0] = self.opening
        rows = torch.arange(b).unsqueeze(1).expand(b, n)
        for k in range(PIECES):
            has = (count > k) & mask
            ids[rows[has], (first + k)[has]] = self.table[word[has], k]
        ends = count.sum(1) + 1
        ids[torch.arange(b), ends] = self.closing
        return ids, first, torch.arange(total)[None] <= ends[:, None]


class Layer(nn.Module):
    def __init__(self, width, inner, heads, eps):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=eps)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=eps)

    def forward(self, x, bias, drop):
        b, n, width = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype)).transpose(1, 2).reshape(b, n, width)
        x = self.norm1(x + drop(self.out(y)))
        return self.norm2(x + drop(self.down(F.gelu(self.up(x)))))


# Where each family keeps the parts of a layer.
BERT = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
MPNET = BERT | {"q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v", "out": "attention.attn.o",
                "norm1": "attention.LayerNorm"}


class Encoder(nn.Module):
    """Embeddings and relative places stay as published; the layers are trained on."""

    def __init__(self, folder):
        super().__init__()
        config = json.load(open(f"{folder}/config.json", encoding="utf-8"))
        stored = load_file(f"{folder}/model.safetensors")
        stored = {key.removeprefix("bert.").removeprefix("mpnet."): value.float() for key, value in stored.items()}
        mpnet = config["model_type"] == "mpnet"
        self.width, self.offset = config["hidden_size"], 2 if mpnet else 0
        frozen = lambda name: nn.Embedding.from_pretrained(stored[name], freeze=True)
        self.words = frozen("embeddings.word_embeddings.weight")
        self.places = frozen("embeddings.position_embeddings.weight")
        self.relative = frozen("encoder.relative_attention_bias.weight") if mpnet else None
        kind = torch.zeros(self.width) if mpnet else stored["embeddings.token_type_embeddings.weight"][0].clone()
        self.kind = nn.Parameter(kind)
        eps = config["layer_norm_eps"]
        self.norm = nn.LayerNorm(self.width, eps=eps)
        self.norm.weight.data = stored["embeddings.LayerNorm.weight"]
        self.norm.bias.data = stored["embeddings.LayerNorm.bias"]
        sizes = self.width, config["intermediate_size"], config["num_attention_heads"], eps
        self.layers = nn.ModuleList(Layer(*sizes) for _ in range(config["num_hidden_layers"]))
        names = MPNET if mpnet else BERT
        for n, layer in enumerate(self.layers):
            for part in ("weight", "bias"):
                find = lambda name: stored[f"encoder.layer.{n}.{names[name]}.{part}"]
                setattr(layer.qkv, part, nn.Parameter(torch.cat([find("q"), find("k"), find("v")])))
                for name in ("out", "norm1", "up", "down", "norm2"):
                    setattr(getattr(layer, name), part, nn.Parameter(find(name)))

    def forward(self, ids, real, added, drop):
        """States of every layer [b, pieces, width]; `added` joins the embeddings."""
        n = ids.shape[1]
        x = self.words(ids) + self.places(torch.arange(n) + self.offset) + self.kind + added
        x = drop(self.norm(x))
        bias = torch.zeros(real.shape).masked_fill(~real, -1e4)[:, None, None, :]
        if self.relative is not None:
            at = torch.arange(n)
            bias = bias + self.relative(distance(at[None, :] - at[:, None])).permute(2, 0, 1)[None]
        states = []
        for layer in self.layers:
            x = layer(x, bias, drop)
            states.append(x)
        return states


def distance(ahead):
    """MPNet's class of a distance: 16 on each side, exact below 8, then logarithmic up to 128."""
    size = ahead.abs()
    far = 8 + (size.clamp(min=1) / 8).log().div(torch.tensor(16.0).log()).mul(8).long()
    return torch.where(size < 8, size, far.clamp(max=15)) + 16 * (ahead > 0).long()
