"""Features of timm's networks on weights and a picture that a formula gives, for the test of our backbones.

Usage: make-backbone-fixtures.py FILE.safetensors. Needs torch, timm, numpy and safetensors; timm itself
imports torchvision for its transforms, which are not used here and are stood in for where it is missing.
The formula stands again in tests/support/formula-weights.ts: change both.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import sys
from unittest.mock import MagicMock

import numpy as np
import torch
from safetensors.numpy import save_file

PUBLISHED = {
    "resnet18": 11_689_512,
    "resnet34": 21_797_672,
    "resnet50": 25_557_032,
    "resnet101": 44_549_160,
    "resnet152": 60_192_808,
    "vgg16": 138_357_544,
}


class NoTorchvision(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives an empty module for every import below torchvision."""

    def find_spec(self, name, path, target=None):
        if name.split(".")[0] == "torchvision":
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.__getattr__ = lambda name: MagicMock(name=name)


if importlib.util.find_spec("torchvision") is None:
    sys.meta_path.insert(0, NoTorchvision())
import timm  # noqa: E402


def mix(value):
    t = (value ^ (value >> np.uint32(15))) * (np.uint32(1) | value)
    t = (t + (t ^ (t >> np.uint32(7))) * (np.uint32(61) | t)) ^ t
    return t ^ (t >> np.uint32(14))


def uniform(name, count):
    """`count` numbers, 0 <= x < 1, in steps of 2^-24, from an integer hash of name and index."""
    seed = np.uint32(2166136261)
    with np.errstate(over="ignore"):
        for byte in name.encode():
            seed = (seed ^ np.uint32(byte)) * np.uint32(16777619)
        hashed = mix(seed + np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9))
    return (hashed >> np.uint32(8)).astype(np.float64) / 2**24


def formula(name, shape, last_norm):
    """A tensor's values: spread so that activations keep an order of 1 from end to end."""
    u = uniform(name, int(np.prod(shape)))
    if name.endswith("running_var"):
        values = 0.5 + u
    elif name.endswith("running_mean") or name.endswith("bias"):
        values = 0.2 * (2 * u - 1)
    elif len(shape) == 1:
        values = (0.5 + u) * (0.1 if name.endswith(f"{last_norm}.weight") else 1)
    else:
        values = np.sqrt(6 / np.prod(shape[1:])) * (2 * u - 1)
    return torch.from_numpy(values.astype(np.float32).reshape(shape))


def features(name):
    model = timm.create_model(name, pretrained=False).eval()
    assert sum(p.numel() for p in model.parameters()) == PUBLISHED[name]
    last_norm = "bn2" if name in ("resnet18", "resnet34") else "bn3"
    state = model.state_dict()
    for key, tensor in state.items():
        if tensor.is_floating_point():
            tensor.copy_(formula(key, tuple(tensor.shape), last_norm))
    picture = 4 * torch.from_numpy(uniform("picture", 3 * 224 * 224).astype(np.float32)) - 2
    with torch.no_grad():
        maps = model.forward_features(picture.reshape(1, 3, 224, 224))
        result = model.forward_head(maps, pre_logits=True).flatten().numpy()
    print(name, "deviation", result.std(), "largest", np.abs(result).max())
    return result


save_file({name: features(name) for name in PUBLISHED}, sys.argv[1])
