#!/usr/bin/env bash
# Installs what the tests need and runs them all: format, lints, documentation, tests of every crate.
# Needs a Rust toolchain (rustup's stable, with rustfmt and clippy) and a C compiler for the embedded SQLite.
set -euo pipefail
cd "$(dirname "$0")"

for component in rustfmt clippy; do
    cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 || rustup component add "$component"
done

echo "== format";        cargo fmt --all --check
echo "== lints";         cargo clippy --quiet --locked --workspace --all-targets -- -D warnings
echo "== documentation"; RUSTDOCFLAGS="-D warnings" cargo doc --quiet --locked --workspace --no-deps
echo "== examples in the documentation"; cargo test --quiet --locked --workspace --doc
echo "== tests"
log=$(mktemp); trap 'rm -f "$log"' EXIT
cargo test --locked --workspace --all-targets --no-fail-fast 2>&1 | tee "$log"
awk '/^test result:/ { passed += $4; failed += $6 } END { print passed " passed, " failed " failed" }' "$log"
