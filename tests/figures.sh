#!/usr/bin/env bash
# Prints the figures of BENCHMARKS.md: CPU seconds (user + system), peak memory, lines. Takes minutes; run it on a calm machine.
# Sections: refresh bindings types corpus doubling downstream json call stream fake; all by default. `corpus` and `downstream` need
# azure-rest-api-specs at $ARM_SPECS or ../shared. With --check, `corpus` also checks all its crates.
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

# Prints the CPU seconds of the last measurement.
seconds() { awk '{ print $1 + $2 }' "$work/time"; }

# Prints the total number of lines of files.
lines() { cat "$@" | wc -l; }

# median COMMAND...: the median CPU seconds of three runs.
median() {
    for _ in 1 2 3; do
        touch src/*.rs
        /usr/bin/time -o "$work/time" -f '%U %S' "$@" >"$work/output" 2>&1 || { cat "$work/output" >&2; exit 1; }
        seconds
    done | sort -n | sed -n 2p
}

# types KIND N: a Swagger document of N models of ten properties, or of N enums of five values.
types() {
    awk -v kind="$1" -v n="$2" 'BEGIN {
        print "{\"swagger\":\"2.0\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{\"/x\":{\"get\":{\"operationId\":\"X_Get\",\"responses\":{\"200\":{\"description\":\"x\",\"schema\":{\"$ref\":\"#/definitions/Root\"}}}}}},\"definitions\":{\"Root\":{\"properties\":{"
        for (i = 0; i < n; i++) printf "%s\"p%d\":{\"$ref\":\"#/definitions/T%d\"}", i ? "," : "", i, i
        print "}}"
        for (i = 0; i < n; i++) {
            if (kind == "enums") {
                printf ",\"T%d\":{\"type\":\"string\",\"enum\":[\"Alpha\",\"Beta\",\"Gamma\",\"Delta\",\"Epsilon\"],\"x-ms-enum\":{\"name\":\"T%d\"}}\n", i, i
                continue
            }
            printf ",\"T%d\":{\"description\":\"Describes the thing of number %d.\"%s,\"properties\":{\"id\":{\"type\":\"string\",\"readOnly\":true},\"name\":{\"type\":\"string\"},\"enabled\":{\"type\":\"boolean\"},\"count\":{\"type\":\"integer\",\"format\":\"int32\"},\"ratio\":{\"type\":\"number\"},\"createdAt\":{\"type\":\"string\",\"format\":\"date-time\",\"readOnly\":true},\"names\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},\"tags\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}", i, i, i % 4 ? "" : ",\"required\":[\"name\"]"
            printf ",\"parts\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/definitions/T%d\"}}", i - i % 8
            if (i % 8) printf ",\"part\":{\"$ref\":\"#/definitions/T%d\"}", i - 1
            print "}}"
        }
        print "}}"
    }'
}

# Converts the generated file to the same types with serde_derive, for comparison with `types`.
derived() {
    awk '
        /^pub (struct|enum) / { print "#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]" }
        /^(fields|string_enum)!/ { end = "\\);$"; skip = 1 }
        /^impl / { end = "^}"; skip = 1 }
        !skip { print }
        skip && $0 ~ end { skip = 0 }
    ' "$1" | sed -e '/^#!\[allow/d' -e 's/^use arm_runtime.*/type DateTime = String;/' \
        -e 's/^    pub \([a-z_]*\): Option</    #[serde(skip_serializing_if = "Option::is_none")]\n&/'
}

sections=()
check=
for argument in "$@"; do
    if [ "$argument" = --check ]; then check=1; else sections+=("$argument"); fi
done
[ "${#sections[@]}" -gt 0 ] || sections=(refresh bindings types corpus doubling downstream json call stream fake)
runs() { [[ " ${sections[*]} " == *" $1 "* ]]; }

cargo build --release --quiet --package generator --target-dir "$work/release"
generator="$work/release/release/arm-bindgen"
root="$PWD"

if runs refresh; then
echo '# Refresh of generated/'
measure 'generator (release), nothing to change' "$generator"
for module in communication/v2020_08_20 communication/v2023_04_01 maps/v2023_06_01 apimanagement/v2024_05_01; do
    n=$(grep -h '^static\|^pub(super) static' generated/src/$module/*.rs | wc -l)
    all=$(lines generated/src/$module.rs generated/src/$module/*.rs)
    models=$(lines generated/src/$module/models.rs)
    # Metadata for tooling, behind the feature `metadata`.
    metadata=$(lines generated/src/$module/metadata.rs)
    awk -v m="$module" -v n="$n" -v a="$((all - metadata))" -v b="$models" -v c="$metadata" 'BEGIN {
        printf "%-30s %d operations, lines each: %.1f, without models %.1f, of metadata %.1f\n", m, n, a / n, (a - b) / n, c / n }'
done
fi

if runs bindings; then
echo '# The crate generated alone, dependencies built before'
for command in check build; do
    cargo "$command" --quiet --package generated --target-dir "$work/generated"
    touch generated/src/lib.rs
    measure "cargo $command of generated" cargo "$command" --quiet --package generated --target-dir "$work/generated"
done

fi

if runs types; then
echo '# 1,000 types each, beside the same with serde_derive; dependencies built before'
for kind in models enums; do
    types "$kind" 1000 >"$work/$kind.json"
    rm -rf "$work/$kind"
    "$generator" generate --input "$work/$kind.json" --name "$kind" --out "$work/$kind" --runtime "$root/generated/runtime" >/dev/null
    cp Cargo.lock "$work/$kind/"
    mkdir -p "$work/derived-$kind/src"
    cp Cargo.lock "$work/derived-$kind/"
    printf '[package]\nname = "derived-%s"\nversion = "0.1.0"\nedition = "2024"\n\n[workspace]\n\n[dependencies]\nserde = { version = "1", features = ["derive"] }\n' "$kind" >"$work/derived-$kind/Cargo.toml"
    { echo '#![allow(missing_docs)]'; derived "$work/$kind/src/models.rs"; } >"$work/derived-$kind/src/lib.rs"
    for command in check build; do
        for crate in "$kind" "derived-$kind"; do
            cd "$work/$crate"
            cargo "$command" --quiet --offline --target-dir "$work/generated"
            median cargo "$command" --quiet --offline --target-dir "$work/generated" >"$work/$crate.median"
        done
        cd "$root"
        paste "$work/$kind.median" "$work/derived-$kind.median" |
            awk -v t="cargo $command, 1,000 $kind: tables, derive, ratio" '{ printf "%-58s %5.2f s %5.2f s %5.2f\n", t, $1, $2, $1 / $2 }'
    done
done
fi

if [ ! -d "$specs" ]; then
    echo "skipped: corpus and downstream, $specs is not there"
    sections=("${sections[@]/corpus/}")
    sections=("${sections[@]/downstream/}")
fi
if runs corpus; then
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
echo 'The least time: reading and parsing the documents once, printing the trees of the same files and writing them'
cargo bench --quiet --package generator --bench floor -- "$specs" "$work/corpus"
if [ -n "$check" ]; then
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
cd "$root"
fi

if runs doubling; then
echo '# Each dimension of a description doubled three times: CPU seconds beyond those of an empty one, and their ratios'
cargo build --release --quiet --package arm-cli --bin arm --target-dir "$work/release"
ARM="$work/release/release/arm" node tests/doubling.mjs "$generator" "$work/doubling"
fi

if runs downstream; then
echo '# A program that gets one virtual machine, beside the same by hand on azure_core; dependencies built before'
mkdir -p "$work/downstream"
"$generator" generate --readme "$specs/specification/compute/resource-manager/readme.md" --tag package-2024-03-01 --name compute \
    --out "$work/compute" --runtime "$root/generated/runtime" >/dev/null
for program in tables hand; do
    mkdir -p "$work/downstream/$program/src"
    cp "tests/benches/downstream/$program.rs" "$work/downstream/$program/src/main.rs"
    {
        printf '[package]\nname = "%s"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\nasync-trait = "0.1"\n' "$program"
        printf 'tokio = { version = "1", default-features = false, features = ["macros", "rt"] }\n'
        if [ "$program" = tables ]; then
            printf 'compute = { path = "%s" }\narm-runtime = { path = "%s" }\n' "$work/compute" "$root/generated/runtime"
        else
            printf 'azure_core = "1.1"\nserde = { version = "1", features = ["derive"] }\n'
        fi
    } >"$work/downstream/$program/Cargo.toml"
done
printf '[workspace]\nmembers = ["tables", "hand"]\nresolver = "3"\n\n[profile.release]\nstrip = true\n' >"$work/downstream/Cargo.toml"
cp Cargo.lock "$work/downstream/"
for command in check build 'build --release'; do
    for program in tables hand; do
        cd "$work/downstream/$program"
        # shellcheck disable=SC2086 # The command is several words.
        cargo $command --quiet --offline --target-dir "$work/generated"
        # shellcheck disable=SC2086
        median cargo $command --quiet --offline --target-dir "$work/generated" >"$work/$program.median"
    done
    cd "$root"
    paste "$work/tables.median" "$work/hand.median" |
        awk -v t="cargo $command: generated, by hand, ratio" '{ printf "%-58s %5.2f s %5.2f s %5.2f\n", t, $1, $2, $1 / $2 }'
done
wc -c "$work/generated/release/tables" "$work/generated/release/hand" | awk 'NR < 3 { printf "%s: %.1f MB stripped\n", $2, $1 / 1e6 }'
fi

if runs json; then cargo bench --quiet --package arm-runtime --bench json; fi
if runs call; then cargo bench --quiet --package tests --bench call; fi
if runs stream; then cargo bench --quiet --package arm-runtime --bench stream; fi
if runs fake; then cargo bench --quiet --package tests --bench fake -- --noplot; fi
