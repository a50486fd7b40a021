"""The step of bench-training.ts in PyTorch: the same network, batch, optimiser and threads.

Usage: bench-training.py BATCH THREADS STEPS. Prints the median milliseconds of a step.
"""

import statistics
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

UNITS = [
    (32, False), (32, False), (32, False),
    (64, True), (64, False), (64, False), (64, False),
    (128, True), (128, False), (128, False),
    (256, True), (256, False), (256, False), (256, True),
]


class Unit(nn.Module):
    def __init__(self, inputs, outputs, down):
        super().__init__()
        self.down = down
        stride, padding = (2, 0) if down else (1, 1)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, padding)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1)

    def forward(self, x):
        out = self.conv2(F.relu(self.conv1(x)))
        if not self.down:
            return F.relu(out + x)
        pooled = F.avg_pool2d(x, 2, 2)
        height, width = pooled.shape[2] - out.shape[2], pooled.shape[3] - out.shape[3]
        out = F.pad(out, (0, max(0, width), 0, max(0, height)))
        pooled = F.pad(
            pooled,
            (0, max(0, -width), 0, max(0, -height), 0, out.shape[1] - pooled.shape[1]),
        )
        return F.relu(out + pooled)


class FaceResnet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 32, 7, 2)
        channels, units = 32, []
        for outputs, down in UNITS:
            units.append(Unit(channels, outputs, down))
            channels = outputs
        self.units = nn.Sequential(*units)
        self.head = nn.Sequential(
            nn.Linear(256, 256), nn.ReLU(), nn.Dropout(0.4), nn.Linear(256, 5)
        )

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.stem(x)), 3, 2)
        return self.head(self.units(x).mean((2, 3)))


def main():
    batch, threads, steps = (int(word) for word in sys.argv[1:4])
    torch.manual_seed(1)
    torch.set_num_threads(threads)
    model = FaceResnet().to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(model.parameters(), 1e-4)
    pictures = torch.rand(batch, 3, 150, 150).to(memory_format=torch.channels_last)
    truths = torch.arange(batch) % 5
    times = []
    for _ in range(steps):
        started = time.perf_counter()
        optimiser.zero_grad()
        F.cross_entropy(model(pictures), truths).backward()
        optimiser.step()
        times.append(1000 * (time.perf_counter() - started))
    print(statistics.median(times[2:]))


main()
