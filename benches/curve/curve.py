"""Draws accuracy against speed from curve.tsv (pip install matplotlib).

  curve.py [curve.tsv] [curve.svg]

Columns: name, width, layers, group, LAS on EWT and GUM from raw text, words a CPU second, megabytes of weights.
"""
import csv
import sys

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "curve"
import matplotlib.pyplot as plt

LOOK = {"short": ("o", "short training, one recipe for all sizes"), "released": ("D", "released, full training")}


def main(table="curve.tsv", picture="curve.svg"):
    rows = list(csv.DictReader(open(table, encoding="utf-8"), delimiter="\t"))
    figure, axes = plt.subplots(figsize=(7, 4.2), layout="constrained")
    for column, colour in (("EWT", "tab:blue"), ("GUM", "tab:orange")):
        for group, (marker, legend) in LOOK.items():
            own = [row for row in rows if row["group"] == group]
            x, y = [float(row["words_s"]) for row in own], [float(row[column]) for row in own]
            axes.plot(x, y, marker, ls="-" if group == "short" else "", color=colour, label=f"{column}, {legend}")
            if column == "GUM":
                for row, *at in zip(own, x, y):
                    axes.annotate(row["name"], at, xytext=(4, 5), textcoords="offset points", fontsize=8)
    axes.axvline(50_000, color="grey", lw=0.8, ls=":")
    axes.set(xscale="log", xlabel="words a CPU second, raw text to tree and names, one thread", ylabel="LAS F1 from raw text, dev")
    ticks = [5_000, 10_000, 20_000, 50_000, 100_000, 200_000]
    axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    axes.minorticks_off()
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8)
    figure.savefig(picture, metadata={"Date": None})


if __name__ == "__main__":
    main(*sys.argv[1:])
