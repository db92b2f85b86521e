#!/usr/bin/env bash
# Prints the figures of the README: CPU seconds (user + system), peak memory, lines. Takes minutes; run it on a calm machine.
# The part on the corpus wants azure-rest-api-specs at $ARM_SPECS or ../shared.
set -euo pipefail
cd "$(dirname "$0")/.."
specs="${ARM_SPECS:-$PWD/../shared}/azure-rest-api-specs"
work="${CARGO_TARGET_DIR:-$PWD/target}/figures"
export CARGO_INCREMENTAL=0
mkdir -p "$work"

# measure TITLE COMMAND...: CPU seconds and peak memory of the command and its children.
measure() {
    local title="$1"
    shift
    /usr/bin/time -o "$work/time" -f '%U %S %M' "$@" >"$work/output" 2>&1 || { cat "$work/output"; exit 1; }
    awk -v title="$title" '{ printf "%-58s %7.2f s CPU %6.0f MB\n", title, $1 + $2, $3 / 1024 }' "$work/time"
}

# The CPU seconds that the last measure took.
seconds() { awk '{ print $1 + $2 }' "$work/time"; }

# The lines of files, all together.
lines() { cat "$@" | wc -l; }

cargo build --release --quiet --package generator --target-dir "$work/release"
generator="$work/release/release/generator"

echo '# Refresh of generated/'
measure 'generator (release), nothing to change' "$generator"
for module in communication/v2020_08_20 communication/v2023_04_01 maps/v2023_06_01 apimanagement/v2024_05_01; do
    n=$(grep -h '^static\|^pub(super) static' generated/src/$module/*.rs | wc -l)
    all=$(lines generated/src/$module.rs generated/src/$module/*.rs)
    models=$(lines generated/src/$module/models.rs)
    # Data for command lines, behind the feature `metadata`.
    metadata=$(lines generated/src/$module/metadata.rs)
    awk -v m="$module" -v n="$n" -v a="$((all - metadata))" -v b="$models" -v c="$metadata" 'BEGIN {
        printf "%-30s %d operations, lines each: %.1f, without models %.1f, of metadata %.1f\n", m, n, a / n, (a - b) / n, c / n }'
done

echo '# The crate generated alone, dependencies built before'
for command in check build; do
    cargo "$command" --quiet --package generated --target-dir "$work/generated"
    touch generated/src/lib.rs
    measure "cargo $command of generated" cargo "$command" --quiet --package generated --target-dir "$work/generated"
done

if [ ! -d "$specs" ]; then
    echo "skipped: $specs is not there"
    exit
fi
echo '# All listed packages of azure-rest-api-specs'
rm -rf "$work/corpus"
measure 'generator corpus (release)' "$generator" corpus "$specs" --packages "$specs/packages.json" \
    --out "$work/corpus" --report "$work/report.json" --quiet
node -e '
const report = JSON.parse(require("fs").readFileSync(process.argv[1]));
const sum = key => report.reduce((total, line) => total + line[key], 0);
const operations = sum("operations");
console.log(`${report.length} packages, ${operations} operations, ${sum("models")} models, ${sum("lines")} lines`);
console.log(`per operation: ${(1000 * process.argv[2] / operations).toFixed(2)} ms CPU, ${(sum("lines") / operations).toFixed(1)} lines`);
' "$work/report.json" "$(seconds)"
find "$work/corpus" -name '*.rs' -print0 | du --files0-from=- -cb | tail -1 | awk '{ printf "%.1f MB of Rust\n", $1 / 1e6 }'
if [ "${1:-}" = --check ]; then
    cp Cargo.lock "$work/corpus/Cargo.lock"
    cd "$work/corpus"
    cargo check --quiet --package arm-runtime --offline --target-dir "$work/corpus-target"
    measure 'cargo check of all packages' cargo check --quiet --workspace --offline --target-dir "$work/corpus-target"
    node -e '
const report = JSON.parse(require("fs").readFileSync(process.argv[1]));
const operations = report.reduce((total, line) => total + line.operations, 0);
console.log(`per operation: ${(1000 * process.argv[2] / operations).toFixed(1)} ms`);
' "$work/report.json" "$(seconds)"
fi
