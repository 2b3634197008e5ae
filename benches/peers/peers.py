"""Trains spaCy's and UDPipe 1's default pipelines on the gold that the syntax model learns from, and reads with them.

  peers.py train spacy|udpipe --data DATA --out FOLDER [--budget CPU_SECONDS]
  peers.py parse spacy|udpipe --out FOLDER TEXT > CONLLU        (words per CPU second go to standard error)

DATA holds `syntax/*.conllu.gz` and `syntax/gum-docs.tsv`; GUM's non-commercial documents are left out, as for our own
model. One thread. The budget ends spaCy's training, whose best pipeline so far is kept; UDPipe's passes are set.
"""
import argparse
import gzip
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

CONFIG = "tagger,morphologizer,trainable_lemmatizer,parser"
PASSES = {"tokenizer": "epochs=5", "tagger": "models=1;iterations=2", "parser": "iterations=10;structured_interval=0;transition_oracle=static"}


def documents(path):
    """Documents of a treebank, as lists of lines."""
    lines = []
    for line in gzip.open(path, "rt", encoding="utf-8"):
        if line.startswith("# newdoc") and lines:
            yield lines
            lines = []
        lines.append(line)
    yield lines


def treebank(data, which):
    rows = [line.rstrip("\n").split("\t") for line in open(data / "syntax/gum-docs.tsv", encoding="utf-8")]
    column = rows[0].index("non_commercial")
    closed = {row[0] for row in rows[1:] if row[column] != "no"}
    for name in ("ewt", "gum"):
        for lines in documents(data / f"syntax/{name}-{which}.conllu.gz"):
            if lines[0].split("=")[-1].strip() not in closed:
                yield lines


def sentences(lines):
    """Sentences as lists of (form, space after, columns) of syntactic words."""
    words, glued = [], {}
    for line in lines:
        if not line.strip():
            if words:
                yield words
            words, glued = [], {}
        elif not line.startswith("#"):
            cols = line.rstrip("\n").split("\t")
            spaced = "SpaceAfter=No" not in cols[9]
            if "-" in cols[0]:
                first, last = map(int, cols[0].split("-"))
                glued |= {number: False for number in range(first, last)} | {last: spaced}
            elif "." not in cols[0]:
                words.append((cols[1], glued.get(int(cols[0]), spaced), cols))
    if words:
        yield words


def corpus(data, which, vocab):
    from spacy.tokens import Doc, DocBin
    bin = DocBin(attrs=["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ORTH", "SPACY"])
    for lines in treebank(data, which):
        run, start = {key: [] for key in ("words", "spaces", "tags", "pos", "morphs", "lemmas", "heads", "deps", "sent_starts")}, 0
        for words in sentences(lines):
            for at, (form, spaced, cols) in enumerate(words):
                head = int(cols[6]) - 1 if cols[6] != "0" else at
                for key, value in zip(run, (form, spaced, cols[4], cols[3], "" if cols[5] == "_" else cols[5], cols[2],
                                            start + head, cols[7] if cols[7] != "root" else "ROOT", at == 0)):
                    run[key].append(value)
            start += len(words)
        bin.add(Doc(vocab, **run))
    return bin


def train_spacy(options):
    import spacy
    out = options.out / "spacy"
    out.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("en").vocab
    for which in ("train", "dev"):
        corpus(options.data, which, vocab).to_disk(out / f"{which}.spacy")
    subprocess.run([sys.executable, "-m", "spacy", "init", "config", out / "config.cfg", "--lang", "en", "--pipeline", CONFIG,
                    "--optimize", "efficiency", "--force"], check=True)
    limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (options.budget, options.budget + 10))
    subprocess.run([sys.executable, "-m", "spacy", "train", out / "config.cfg", "--output", out, "--paths.train",
                    out / "train.spacy", "--paths.dev", out / "dev.spacy", "--training.eval_frequency", "500",
                    "--training.patience", "0"], preexec_fn=limit)


def train_udpipe(options):
    from ufal import udpipe
    out = options.out / "udpipe"
    out.mkdir(parents=True, exist_ok=True)
    read = lambda which: [sentence for lines in treebank(options.data, which) for sentence in parsed(udpipe, "".join(lines))]
    error = udpipe.ProcessingError()
    model = udpipe.Trainer.train("morphodita_parsito", udpipe.Sentences(read("train")), udpipe.Sentences(read("dev")),
                                 PASSES["tokenizer"], PASSES["tagger"], PASSES["parser"], error)
    if error.occurred():
        sys.exit(error.message)
    (out / "model.udpipe").write_bytes(model)


def parsed(udpipe, text):
    reader = udpipe.InputFormat.newConlluInputFormat()
    reader.setText(text)
    while True:
        sentence = udpipe.Sentence()
        if not reader.nextSentence(sentence):
            return
        yield sentence


def parse_spacy(options, text):
    import spacy
    nlp = spacy.load(options.out / "spacy/model-best")
    paragraphs = [p for p in text.split("\n\n") if p.strip()]
    start = time.process_time()
    docs = list(nlp.pipe(paragraphs))
    passed, lines = time.process_time() - start, []
    for doc in docs:
        for sentence in doc.sents:
            words = [token for token in sentence if not token.is_space]
            places = {token.i: number for number, token in enumerate(words, 1)}
            for token in words:
                root = token.head.i == token.i or token.head.i not in places
                lines.append("\t".join((str(places[token.i]), token.text, token.lemma_ or "_", token.pos_ or "_", token.tag_ or "_",
                                        str(token.morph) or "_", "0" if root else str(places[token.head.i]),
                                        "root" if root else token.dep_, "_", "_")))
            lines.append("")
    return "\n".join(lines) + "\n", passed


def parse_udpipe(options, text):
    from ufal import udpipe
    model = udpipe.Model.load(str(options.out / "udpipe/model.udpipe"))
    pipeline = udpipe.Pipeline(model, "tokenize", udpipe.Pipeline.DEFAULT, udpipe.Pipeline.DEFAULT, "conllu")
    start = time.process_time()
    out = pipeline.process(text, udpipe.ProcessingError())
    return out, time.process_time() - start


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=("train", "parse"))
    parser.add_argument("peer", choices=("spacy", "udpipe"))
    parser.add_argument("text", nargs="?", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=Path("target/peers"))
    parser.add_argument("--budget", type=int, default=1800)
    options = parser.parse_intermixed_args()
    if options.command == "train":
        start = time.time()
        globals()[f"train_{options.peer}"](options)
        used = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{sum(u.ru_utime + u.ru_stime for u in used):.0f} CPU s, {time.time() - start:.0f} s", file=sys.stderr)
    else:
        text = options.text.read_text(encoding="utf-8")
        conllu, passed = globals()[f"parse_{options.peer}"](options, text)
        sys.stdout.write(conllu)
        print(f"{len(text.split()) / passed:.0f} words per CPU second", file=sys.stderr)


if __name__ == "__main__":
    os.environ["OMP_NUM_THREADS"] = "1"
    main()
