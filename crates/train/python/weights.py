"""Weights as the reader loads them: every matrix in signed bytes with one scale a row, everything else in floats.

A matrix is stored as rows of its outputs (tables: rows of their vectors). Norm scales are multiplied into the matrix
that follows. The checksum covers the metadata and all tensors, in the order of their names.
"""
import hashlib

import torch
from safetensors.torch import load_file, save_file

FORMAT = "1"


def squeeze(matrix):
    """A matrix as bytes and the scale of each row."""
    scale = matrix.abs().amax(1).clamp(min=1e-8) / 127
    return (matrix / scale.unsqueeze(1)).round().clamp(-127, 127).to(torch.int8), scale


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


def checksum(metadata, stored):
    digest = hashlib.sha256()
    for key in sorted(metadata):
        digest.update(f"{key}\0{metadata[key]}\0".encode())
    for name in sorted(stored):
        digest.update(f"{name}\0".encode())
        digest.update(stored[name].contiguous().view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()


def write(net, data, path, name):
    matrices, vectors = tensors(net)
    stored = {key: value.detach().float().clone() for key, value in vectors.items()}
    for key, matrix in matrices.items():
        stored[key], stored[f"{key}.scale"] = squeeze(matrix.detach().float())
    metadata = {"format": FORMAT, "name": name, "schema": data.meta["schema"], "tables": data.meta["tables"]}
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
