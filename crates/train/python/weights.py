"""Weights as the reader loads them: every matrix in signed bytes with one scale a row, everything else in floats.

A matrix is stored as rows of its outputs (tables: rows of their vectors). The fast network's norm scales are multiplied
into the matrix that follows. The checksum covers the metadata and all tensors, in the order of their names.
"""
import hashlib

import torch
from safetensors.torch import load_file, save_file

FORMAT = "1"
# Pieces are many and need no more than six bits; the bytes then pack by a quarter.
STEPS = {"pieces": 4}


def squeeze(matrix, step=1):
    """A matrix as bytes, multiples of `step`, and the scale of each row."""
    scale = matrix.abs().amax(1).clamp(min=1e-8) / (127 // step * step)
    return ((matrix / scale.unsqueeze(1) / step).round() * step).clamp(-127, 127).to(torch.int8), scale


def tensors(net):
    """Every tensor by name: float matrices and vectors, norms folded in."""
    with torch.no_grad():
        matrices = {f"table.{name}": table.weight for name, table in net.tables.items()}
        vectors = {}

        def linear(name, layer, scale=None):
            matrices[name] = layer.weight if scale is None else layer.weight * scale.repeat(layer.weight.shape[1] // len(scale))
            if layer.bias is not None:
                vectors[f"{name}.bias"] = layer.bias

        linear("mix", net.mix)
        matrices["gap"] = net.gap.weight
        for number, (norm, block) in enumerate(zip(net.norms, net.blocks)):
            linear(f"block{number}", block, norm.scale)
        for name in ("tags", "arc_head", "arc_dep", "arc_distance", "relation_head", "relation_dep"):
            linear(name, getattr(net, name), net.last.scale)
        matrices["relation_distance"] = net.relation_distance.weight
        linear("relation", net.relation)
        return matrices, vectors


def encoder_tensors(net, peaks):
    """Every tensor of the accurate network by name: float matrices, and the rest.

    `peaks` gives the greatest size of each input of the products that follow a norm, by name. Inputs that stand out are
    made smaller by a factor, and the weights that meet them larger, so that a byte is enough for both.
    """
    with torch.no_grad():
        encoder, words = net.encoder, net.words
        matrices = {f"table.{name}": table.weight for name, table in words.tables.items()}
        matrices |= {"pieces": encoder.words.weight, "places": encoder.places.weight + encoder.kind}
        matrices |= {"words": torch.cat([words.low.weight, words.high.weight])}
        matrices |= {"gap_low": words.gap_low.weight, "gap_high": words.gap_high.weight}
        vectors = {"words.bias": torch.cat([words.low.bias, words.high.bias]), "blend": net.mix.softmax(0)}
        for name, norm in {"norm": encoder.norm, "last": net.norm}.items():
            vectors |= {f"{name}.gain": norm.weight, f"{name}.bias": norm.bias}
        for number, layer in enumerate(encoder.layers):
            for part in ("norm1", "norm2"):
                norm = getattr(layer, part)
                vectors |= {f"layer{number}.{part}.gain": norm.weight, f"layer{number}.{part}.bias": norm.bias}
            for part in ("qkv", "out", "up", "down"):
                name, linear = f"layer{number}.{part}", getattr(layer, part)
                matrices[name], vectors[f"{name}.bias"] = linear.weight, linear.bias
                if name in peaks:
                    factors = (peaks[name].clamp(min=1e-3) / linear.weight.abs().amax(0).clamp(min=1e-4)).sqrt()
                    factors = factors / factors.log().mean().exp()
                    matrices[name], vectors[f"{name}.factors"] = linear.weight * factors, 1 / factors
        for name in ("tags", "arc_head", "arc_dep", "arc_distance", "relation_head", "relation_dep", "relation"):
            linear = getattr(net, name)
            matrices[name] = linear.weight
            if linear.bias is not None:
                vectors[f"{name}.bias"] = linear.bias
        matrices["relation_distance"] = net.relation_distance.weight
        return matrices, vectors


@torch.no_grad()
def peaks(net, data, chunks=64):
    """The greatest size of each input of the products that follow a norm, over some chunks of training text."""
    found, hooks = {}, []

    def watch(name):
        def look(_, inputs):
            size = inputs[0].flatten(0, -2).abs().amax(0)
            found[name] = torch.maximum(found[name], size) if name in found else size

        return look

    for number, layer in enumerate(net.encoder.layers):
        for part in ("qkv", "up"):
            hooks.append(getattr(layer, part).register_forward_pre_hook(watch(f"layer{number}.{part}")))
    net.eval()
    every = data.chunks(0)
    for batch in data.batches(every[:: max(1, len(every) // chunks)], 1200):
        net.trunk(batch["slots"], batch["gap"], batch["mask"], batch["word"])
    for hook in hooks:
        hook.remove()
    return found


def checksum(metadata, stored):
    digest = hashlib.sha256()
    for key in sorted(metadata):
        digest.update(f"{key}\0{metadata[key]}\0".encode())
    for name in sorted(stored):
        digest.update(f"{name}\0".encode())
        digest.update(stored[name].contiguous().view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()


def write(net, data, path, name, tables=None):
    """Writes the fast network; its tables are byte for byte those of the file `tables`, when it is given."""
    matrices, vectors = tensors(net)
    kept = {key: value for key, value in load_file(tables).items() if key.startswith("table.")} if tables else {}
    told = {"trunk": "convolutions", "dilations": " ".join(map(str, net.dilations)), "tables": data.meta["tables"]}
    save(matrices, vectors, told, data, path, name, kept)


def write_encoder(net, data, path, name):
    """Writes the accurate network; its heads and tables are named as the fast one's."""
    matrices, vectors = encoder_tensors(net, peaks(net, data))
    tables = [table for table in data.meta["tables"].split() if not table.startswith("form:")]
    heads, epsilon = net.encoder.layers[0].heads, net.encoder.norm.eps
    told = {"trunk": "encoder", "attention": str(heads), "epsilon": str(epsilon), "tables": " ".join(tables)}
    vocabulary = "\n".join(sorted(net.pieces.vocabulary, key=net.pieces.vocabulary.get))
    pieces = torch.frombuffer(bytearray(vocabulary.encode()), dtype=torch.uint8)
    save(matrices, vectors, told, data, path, name, {"vocabulary": pieces})


def save(matrices, vectors, told, data, path, name, stored=None):
    stored = dict(stored or {})
    stored |= {key: value.detach().float().clone() for key, value in vectors.items()}
    for key, matrix in matrices.items():
        if key in stored:
            continue
        stored[key], stored[f"{key}.scale"] = squeeze(matrix.detach().float(), STEPS.get(key, 1))
    metadata = {"format": FORMAT, "name": name, "schema": data.meta["schema"]} | told
    metadata |= {key: " ".join(labels) for key, labels in data.labels.items()}
    metadata["sha256"] = checksum(metadata, stored)
    save_file(stored, path, metadata)


def read(net, path):
    """Loads weights back into a network, to go on from; the norms are part of the matrices then."""
    stored = load_file(path)
    with torch.no_grad():
        for norm in [*net.norms, net.last]:
            norm.scale.fill_(1.0)
        matrices, vectors = tensors(net)
        own = {f"tables.{name}.weight": f"table.{name}" for name in net.tables}
        for key, parameter in net.named_parameters():
            name = own.get(key) or key.removesuffix(".weight").replace("blocks.", "block")
            if name in matrices:
                parameter.copy_(stored[name].float() * stored[f"{name}.scale"].unsqueeze(1))
            elif name in vectors:
                parameter.copy_(stored[name])
