"""The processes that train together: one by default, several under ``torchrun``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch import distributed as dist
from torch.nn.parallel import DistributedDataParallel

PRECISIONS = ("auto", "bf16", "float32")
_CPU = torch.device("cpu")


@dataclass(frozen=True, slots=True)
class World:
    """Which of how many processes this is, and what it computes on. Each takes every ``size``-th tune of a batch."""

    rank: int = 0
    size: int = 1
    device: torch.device = _CPU

    @property
    def is_first(self) -> bool:
        """Say whether this process measures, reports and writes the files."""
        return self.rank == 0

    def wrap(self, network: nn.Module) -> nn.Module:
        """Return what to call for training: with several processes one that adds up their gradients."""
        if self.size == 1:
            return network
        devices = [self.device] if self.device.type == "cuda" else None
        return DistributedDataParallel(network, device_ids=devices)

    def total(self, number: float) -> float:
        """Return the sum of a number over all processes."""
        if self.size == 1:
            return number
        value = torch.tensor(number, dtype=torch.float64, device=self.device)
        dist.all_reduce(value)
        return float(value)

    def spread(self, tensor: Tensor) -> Tensor:
        """Return the first process's tensor on every process."""
        if self.size > 1:
            dist.broadcast(tensor, 0)
        return tensor


@contextmanager
def joined() -> Iterator[World]:
    """Lend the World of this process; under ``torchrun`` join the others first and leave them at the end.

    nccl where each process has a CUDA device of its own, gloo otherwise. Source: torchrun's environment variables.
    """
    rank, size, local = (int(os.environ.get(name, default)) for name, default in
                         (("RANK", "0"), ("WORLD_SIZE", "1"), ("LOCAL_RANK", "0")))
    has_cuda = torch.cuda.is_available() and local < torch.cuda.device_count()
    device = torch.device("cuda", local) if has_cuda else _CPU
    if size == 1:
        yield World(0, 1, device)
        return
    dist.init_process_group("nccl" if has_cuda else "gloo")
    try:
        yield World(rank, size, device)
    finally:
        dist.destroy_process_group()


def is_bf16(precision: str, device: torch.device) -> bool:
    """Say whether to compute in bfloat16: where it was asked for, or ``auto`` and the processor has it.

    The weights, their average and the loss stay float32. With AVX-512 BF16 an epoch took 0.6 of the time.
    """
    if precision != "auto":
        return precision == "bf16"
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
