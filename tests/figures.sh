#!/usr/bin/env bash
# Prints the figures of BENCHMARKS.md: CPU seconds (user + system), peak memory, lines. Takes minutes; run it on a calm machine.
# Sections: refresh bindings types autorust corpus doubling downstream json call stream fake; all by default. `autorust`, `corpus` and
# `downstream` need azure-rest-api-specs at $ARM_SPECS or ../shared, and `autorust` the registry of crates. With --check, `corpus` also checks all its crates.
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

# compiler CRATE COMMAND...: runs a command of cargo in this folder, and prints the command of rustc that it ran for the crate.
compiler() {
    local crate="$1"
    shift
    touch src/*.rs
    cargo clean --quiet --offline --package "$crate" --target-dir "$work/generated"
    "$@" --verbose --offline --target-dir "$work/generated" >"$work/output" 2>&1 || { cat "$work/output" >&2; exit 1; }
    sed -n "s/^ *Running \`\(.*--crate-name ${crate//-/_} .*\)\`$/\1/p" "$work/output" | tail -1
}

# beside TITLE FOLDER[:CRATE] FOLDER[:CRATE] COMMAND...: CPU seconds and peak memory of rustc for two crates, in turn, medians of $times runs.
# Cargo is not part of the figures. A crate without a name has that of its folder.
times=5
beside() {
    local title="$1" crates=("$2" "$3") crate folder
    shift 3
    for crate in 0 1; do
        folder="${crates[$crate]%:*}"
        (cd "$folder" && compiler "$(basename "${crates[$crate]#*:}")" "$@") >"$work/compiler-$crate"
        : >"$work/seconds-$crate"
    done
    for _ in $(seq "$times"); do
        for crate in 0 1; do
            # Cargo runs rustc in the root of the workspace.
            (cd "${crates[$crate]%:*}" && cd "$(dirname "$(cargo locate-project --workspace --message-format plain)")" &&
                CARGO_PKG_NAME=crate CARGO_PKG_VERSION=0.1.0 measure '' sh -c "$(cat "$work/compiler-$crate")") >"$work/measured" || { cat "$work/measured" >&2; exit 1; }
            awk '{ print $1 + $2, $3 / 1024 }' "$work/time" >>"$work/seconds-$crate"
        done
    done
    for crate in 0 1; do
        sort -n "$work/seconds-$crate" | sed -n "$((times / 2 + 1))p"
    done | awk -v title="$title" '{ seconds[NR] = $1; memory[NR] = $2 } END {
        printf "%-46s %6.2f s %6.2f s, ratio %.2f; %4.0f MB %4.0f MB, ratio %.2f\n",
            title, seconds[1], seconds[2], seconds[1] / seconds[2], memory[1], memory[2], memory[1] / memory[2] }'
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
[ "${#sections[@]}" -gt 0 ] || sections=(refresh bindings types autorust corpus doubling downstream json call stream fake)
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
echo '# rustc for 1,000 types each, beside the same with serde_derive'
for kind in models enums; do
    types "$kind" 1000 >"$work/$kind.json"
    rm -rf "${work:?}/$kind"
    "$generator" generate --input "$work/$kind.json" --name "$kind" --out "$work/$kind" --runtime "$root/generated/runtime" >/dev/null
    cp Cargo.lock "$work/$kind/"
    mkdir -p "$work/derived-$kind/src"
    cp Cargo.lock "$work/derived-$kind/"
    printf '[package]\nname = "derived-%s"\nversion = "0.1.0"\nedition = "2024"\n\n[workspace]\n\n[dependencies]\nserde = { version = "1", features = ["derive"] }\n' "$kind" >"$work/derived-$kind/Cargo.toml"
    { echo '#![allow(missing_docs)]'; derived "$work/$kind/src/models.rs"; } >"$work/derived-$kind/src/lib.rs"
    times=1 beside "check of 1,000 $kind: tables, derive" "$work/$kind" "$work/derived-$kind" cargo check
done
fi

if [ ! -d "$specs" ]; then
    echo "skipped: corpus, autorust and downstream, $specs is not there"
    for section in corpus autorust downstream; do sections=("${sections[@]/$section/}"); done
fi
if runs corpus; then
echo '# All listed packages of azure-rest-api-specs'
# The last output is deleted after the measurement, because ext4 searches long for inodes that were not deleted lately.
rm -rf "$work/corpus-before"
[ ! -d "$work/corpus" ] || mv "$work/corpus" "$work/corpus-before"
measure 'generator corpus (release)' "$generator" corpus "$specs" --packages "$specs/packages.json" \
    --out "$work/corpus" --report "$work/report.json" --quiet
rm -rf "$work/corpus-before"
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
echo '# Each dimension of a description doubled three times: instructions (CPU seconds without valgrind) beyond those of an empty one, and their ratios'
cargo build --release --quiet --package arm-cli --bin arm --target-dir "$work/release"
# shellcheck disable=SC2046 # There is no argument without valgrind.
ARM="$work/release/release/arm" node tests/doubling.mjs "$generator" "$work/doubling" $(command -v valgrind >/dev/null && echo --instructions)
fi

# service NAME TAG: generates the crate of a service into a folder of its name.
service() {
    "$generator" generate --readme "$specs/specification/$1/resource-manager/readme.md" --tag "$2" --name "$1" \
        --out "$work/$1" --runtime "$root/generated/runtime" >/dev/null 2>&1
    cp Cargo.lock "$work/$1/"
}

# package FOLDER DEPENDENCY...: the manifest of a program.
package() {
    mkdir -p "$1/src"
    printf '[package]\nname = "%s"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\n' "$(basename "$1")" >"$1/Cargo.toml"
    printf '%s\n' "${@:2}" >>"$1/Cargo.toml"
}

if runs autorust; then
echo '# rustc for the crates of Communication and Compute, beside the crates of autorust for the same tags'
service communication package-2023-04
service compute package-2024-03-01
peer='default-features = false, version = "0.21", features = ["enable_reqwest"'
package "$work/peers" "azure_mgmt_communication = { $peer, \"package-2023-04\"] }" "azure_mgmt_compute = { $peer, \"package-2024-03-01\"] }"
printf '\n[workspace]\n' >>"$work/peers/Cargo.toml"
touch "$work/peers/src/lib.rs"
cargo fetch --quiet --manifest-path "$work/peers/Cargo.toml"
for command in check build; do
    for service in communication compute; do
        times=3 beside "$command of $service: ours, autorust's" "$work/$service" "$work/peers:azure_mgmt_$service" cargo "$command"
    done
done
fi

if runs downstream; then
echo '# rustc for programs that get a virtual machine or list network interfaces, beside the same by hand on azure_core'
service compute package-2024-03-01
service network package-2024-01
common=('async-trait = "0.1"' 'tokio = { version = "1", default-features = false, features = ["macros", "rt"] }')
for program in tables:compute list_tables:network; do
    package "$work/downstream/${program%:*}" "${common[@]}" "arm-runtime = { path = \"$root/generated/runtime\" }" \
        "${program#*:} = { path = \"$work/${program#*:}\" }"
done
for program in hand list_hand; do
    package "$work/downstream/$program" "${common[@]}" 'azure_core = "1.1"' 'serde = { version = "1", features = ["derive"] }'
done
for program in tables hand list_tables list_hand; do
    cp "tests/benches/downstream/$program.rs" "$work/downstream/$program/src/main.rs"
done
printf '[workspace]\nmembers = ["*ables", "*hand"]\nresolver = "3"\n\n[profile.release]\nstrip = true\n' >"$work/downstream/Cargo.toml"
cp Cargo.lock "$work/downstream/"
for command in check build 'build --release'; do
    for program in '' list_; do
        # shellcheck disable=SC2086 # The command is several words.
        beside "$command: ${program}tables, ${program}hand" "$work/downstream/${program}tables" "$work/downstream/${program}hand" cargo $command
    done
done
(cd "$work/generated/release" && wc -c tables hand list_tables list_hand | awk '$2 != "total" { printf "%s: %.1f MB stripped\n", $2, $1 / 1e6 }')
fi

if runs json; then cargo bench --quiet --package arm-runtime --bench json; fi
if runs call; then cargo bench --quiet --package tests --bench call; fi
if runs stream; then cargo bench --quiet --package arm-runtime --bench stream; fi
if runs fake; then cargo bench --quiet --package tests --bench fake -- --noplot; fi
