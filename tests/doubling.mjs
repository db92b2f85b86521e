// Doubles each dimension of a description and prints how the cost of the generator grows: three doublings, with their ratios.
//
// usage: node tests/doubling.mjs GENERATOR FOLDER [--instructions] [DIMENSION...]
//
// `tests/figures.sh doubling` runs it with a release build. FOLDER is overwritten. With the path of `arm` in $ARM, the dimension `--ids` is
// measured, too. `--instructions` counts instructions by valgrind, which takes longer and is the same in each run.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [generator, folder, ...rest] = process.argv.slice(2);
const names = rest.filter(it => it !== "--instructions");
const counts = names.length < rest.length;
const LIMIT = 2.5;
const ROUNDS = counts ? 1 : 5;
/// The least cost that is measured.
const LEAST = counts ? 0.3 : 0.15;
const range = n => Array.from({ length: n }, (_, index) => index);
const entries = (n, entry) => Object.fromEntries(range(n).map(entry));
const text = { type: "string" };
const ref = name => ({ $ref: `#/definitions/${name}` });
const reply = schema => ({ 200: { description: "Done.", schema } });
const get = (id, schema) => ({ get: { operationId: id, responses: reply(schema) } });

/// A Swagger document with an operation that returns the definition Root.
const document = (definitions, paths = {}) => JSON.stringify({
    swagger: "2.0", info: { title: "T", version: "1" },
    paths: { "/root": get("Things_Get", ref("Root")), ...paths },
    definitions: { Root: { type: "object" }, ...definitions },
});
const root = (n, definition) => document({
    Root: { properties: entries(n, i => [`p${i}`, ref(definition(i)[0])]) }, ...entries(n, definition),
});
/// A spelling of one name: the bits of `i` decide between `-` and `_`.
const spelling = i => "name" + range(17).map(bit => ("-_"[(i >> bit) & 1]) + "part").join("");
const object = properties => ({ type: "object", properties });

// Each dimension: the smallest size, and the input of a size: the text of a document, or several files by name.
const dimensions = {
    models: [1000, n => root(n, i => [`Model${i}`, object({ name: text })])],
    properties: [2000, n => document({ Root: object(entries(n, i => [`p${i}`, text])) })],
    enums: [1000, n => root(n, i => [`Enum${i}`, { type: "string", enum: ["A", "B"], "x-ms-enum": { name: `Enum${i}` } }])],
    "values of an enum": [5000, n => document({ Root: object({ p: { type: "string", enum: range(n).map(i => `V${i}`), "x-ms-enum": { name: "Many" } } }) })],
    "values with x-ms-enum.values": [4000, n => document({ Root: object({ p: { type: "string", enum: range(n).map(i => `V${i}`),
        "x-ms-enum": { name: "Many", values: range(n).map(i => ({ value: `V${i}`, description: `Value ${i}.` })) } } }) })],
    "colliding properties": [1000, n => document({ Root: object(entries(n, i => [spelling(i), text])) })],
    "colliding types": [500, n => root(n, i => [spelling(i), object({ name: text })])],
    "colliding groups": [250, n => document({}, entries(n, i => [`/x${i}`, get(`${spelling(i).replaceAll("_", ".")}_Get`, ref("Root"))]))],
    "allOf deep": [100, n => document({ Root: { allOf: [ref("M0")] }, ...entries(n, i => [`M${i}`, i + 1 < n ? { allOf: [ref(`M${i + 1}`)], properties: { [`p${i}`]: text } } : object({ q: text })]) })],
    "allOf wide": [1000, n => document({ Root: { allOf: range(n).map(i => ref(`M${i}`)) }, ...entries(n, i => [`M${i}`, object({ [`p${i}`]: text })]) })],
    "discriminator wide": [500, n => document({ Root: { discriminator: "kind", required: ["kind"], properties: { kind: text } },
        ...entries(n, i => [`M${i}`, { allOf: [ref("Root")], properties: { [`p${i}`]: text } }]) })],
    "mapping of a discriminator": [500, n => JSON.stringify({
        openapi: "3.0.0", info: { title: "T", version: "1" },
        paths: { "/root": { get: { operationId: "Things_Get", responses: { 200: { description: "Done.",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Root" } } } } } } } },
        components: { schemas: {
            Root: { ...object({ kind: text }), required: ["kind"],
                discriminator: { propertyName: "kind", mapping: entries(n, i => [`v${i}`, `#/components/schemas/M${i}`]) } },
            ...entries(n, i => [`M${i}`, { allOf: [{ $ref: "#/components/schemas/Root" }], ...object({ [`p${i}`]: text }) }]),
        } },
    })],
    "discriminator deep": [50, n => document({ Root: { discriminator: "kind", required: ["kind"], properties: { kind: text } },
        ...entries(n, i => [`M${i}`, { allOf: [ref(i ? `M${i - 1}` : "Root")], properties: { [`p${i}`]: text } }]) })],
    "length of a description": [1000000, n => document({ Root: { type: "object", description: "word ".repeat(n / 5) } })],
    "description of <": [1000000, n => document({ Root: { type: "object", description: "<".repeat(n) } })],
    "description of *": [1000000, n => document({ Root: { type: "object", description: "*".repeat(n) } })],
    "description of `": [1000000, n => document({ Root: { type: "object", description: "` ".repeat(n / 2) } })],
    "description of [": [1000000, n => document({ Root: { type: "object", description: "[".repeat(n) } })],
    "nesting of JSON": [1000000, n => "[".repeat(n) + "]".repeat(n)],
    "nesting of YAML": [1000000, n => ({ "input.yaml": "a: " + "[".repeat(n) + "]".repeat(n) })],
    "broken references": [500, n => document({ Root: object(entries(n, i => [`p${i}`, ref(`Missing${i}`)])), ...entries(n, i => [`M${i}`, object({ name: text })]) })],
    operations: [250, n => document({}, entries(n, i => [`/x${i}/{name}`, { get: { operationId: `Things_Get${i}`,
        parameters: [{ name: "name", in: "path", required: true, type: "string" }], responses: reply(ref("Root")) } }]))],
    files: [250, n => ({ "input.json": document({ Root: object(entries(n, i => [`p${i}`, { $ref: `./f${i}.json#/definitions/F${i}` }])) }),
        ...entries(n, i => [`f${i}.json`, JSON.stringify({ swagger: "2.0", info: { title: "F", version: "1" }, paths: {}, definitions: { [`F${i}`]: object({ name: text }) } })]) })],
};

/// The cost of a command: user CPU seconds, because the time of the system depends on the disk, or 10⁹ instructions.
function cost(command) {
    const script = counts ? 'valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null --log-fd=3 "$@" 3>&1 > /dev/null 2>&1'
        : 'TIMEFORMAT=%3U; { time "$@" > /dev/null 2>&1; } 2>&1';
    const out = spawnSync("bash", ["-c", script, "bash", ...command], { encoding: "utf8" });
    if (out.status > 2) throw new Error(`${command.join(" ")} exited with ${out.status}`);
    return counts ? Number(out.stdout.match(/refs:\s+([\d,]+)/)[1].replaceAll(",", "")) / 1e9 : Number(out.stdout);
}

/// Writes an input into a folder of its own and returns the command that generates a crate from it.
function generation(input, name) {
    const files = typeof input === "string" ? { "input.json": input } : input;
    const inputs = join(folder, name);
    mkdirSync(inputs, { recursive: true });
    for (const [name, content] of Object.entries(files)) writeFileSync(join(inputs, name), content);
    return [generator, "generate", "--input", join(inputs, Object.keys(files)[0]), "--name", "doubling", "--out", join(inputs, "out")];
}

/// Writes a file of `n` resource IDs and returns a command line of `arm` with it.
function ids(n) {
    const line = i => `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g/providers/Microsoft.Maps/accounts/a${i}\n`;
    const file = join(folder, `ids-${n}.txt`);
    writeFileSync(file, range(n).map(line).join(""));
    return [process.env.ARM, "--what-if", "maps", "accounts", "list-keys", "--ids", `@${file}`];
}

/// Prints the costs of three doublings beyond that of an empty input, from a size that the grain of the clock does not blur.
/// Returns the worst ratio. The sizes are measured in turn, because the machine is not equally fast at all times.
function report(name, least, command) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    let size = least;
    while (size < 8 * least && cost(command(size)) < LEAST) size *= 2;
    const commands = [0, 1, 2, 4, 8].map(factor => command(size * factor));
    const rounds = range(ROUNDS).map(() => commands.map(cost));
    const [floor, ...all] = commands.map((_, index) => Math.min(...rounds.map(round => round[index])));
    const costs = all.map(it => it - floor);
    const ratios = costs.slice(1).map((cost, index) => costs[index] > LEAST / 4 ? cost / costs[index] : NaN);
    const shown = ratios.map(it => Number.isNaN(it) ? "   -" : it.toFixed(2).padStart(4) + (it > LIMIT ? "!" : " "));
    console.log(`${name.padEnd(30)} ${String(size).padStart(8)}   ${costs.map(it => it.toFixed(2).padStart(6)).join(" ")} ${counts ? "G" : "s"}   ${shown.join(" ")}`);
    return Math.max(0, ...ratios.filter(it => !Number.isNaN(it)));
}

const isChosen = name => !names.length || names.includes(name);
let worst = 0;
for (const [name, [least, input]] of Object.entries(dimensions)) {
    const command = n => generation(n ? input(n) : document({}), `${n}`);
    if (isChosen(name)) worst = Math.max(worst, report(name, least, command));
}
if (process.env.ARM && isChosen("--ids")) worst = Math.max(worst, report("--ids", 4000, n => ids(n || 1)));
console.log(`worst ratio for a doubling: ${worst.toFixed(2)}`);
