// Doubles each dimension of a description and prints how the CPU time of the generator grows: three doublings, with their ratios.
//
// usage: node tests/doubling.mjs GENERATOR FOLDER [DIMENSION...]
//
// `tests/figures.sh doubling` runs it with a release build. FOLDER is overwritten. With the path of `arm` in $ARM, the dimension `--ids` is
// measured, too.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [generator, folder, ...names] = process.argv.slice(2);
const LIMIT = 2.5;
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

/// The user CPU seconds of a command, the lesser of two runs. The time of the system depends on the disk.
function seconds(command, input) {
    const times = range(2).map(() => {
        const out = spawnSync("/usr/bin/time", ["-f", "%U", "-q", ...command], { input, encoding: "utf8", maxBuffer: 1 << 30 });
        const last = Number(out.stderr.trimEnd().split("\n").at(-1));
        if (Number.isNaN(last) || out.status > 2) throw new Error(`${command.join(" ")}: ${out.stderr.slice(-400)}`);
        return last;
    });
    return Math.min(...times);
}

function generated(input) {
    const files = typeof input === "string" ? { "input.json": input } : input;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return seconds([generator, "generate", "--input", join(folder, Object.keys(files)[0]), "--name", "doubling", "--out", join(folder, "out")]);
}

/// Prints the times of three doublings, from a size whose time the grain of the clock does not blur. Returns the worst ratio.
function report(name, least, time) {
    let [size, first] = [least, time(least)];
    while (first < 0.08 && size < 8 * least) first = time(size *= 2);
    const times = [first, ...[2, 4, 8].map(factor => time(size * factor))];
    const ratios = times.slice(1).map((time, index) => times[index] > 0.04 ? time / times[index] : NaN);
    const shown = ratios.map(it => Number.isNaN(it) ? "   -" : it.toFixed(2).padStart(4) + (it > LIMIT ? "!" : " "));
    console.log(`${name.padEnd(30)} ${String(size).padStart(8)}   ${times.map(it => it.toFixed(2).padStart(6)).join(" ")} s   ${shown.join(" ")}`);
    return Math.max(0, ...ratios.filter(it => !Number.isNaN(it)));
}

/// The time of a command line with `n` resource IDs in a file, beyond that of a single ID.
function ids(n) {
    const line = i => `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g/providers/Microsoft.Maps/accounts/a${i}\n`;
    const file = join(folder, "ids.txt");
    mkdirSync(folder, { recursive: true });
    const time = n => {
        writeFileSync(file, range(n).map(line).join(""));
        return seconds([process.env.ARM, "--what-if", "maps", "accounts", "list-keys", "--ids", `@${file}`]);
    };
    return time(n) - time(1);
}

const floor = generated(document({}));
const isChosen = name => !names.length || names.includes(name);
let worst = 0;
for (const [name, [least, input]] of Object.entries(dimensions)) {
    if (isChosen(name)) worst = Math.max(worst, report(name, least, n => generated(input(n)) - floor));
}
if (process.env.ARM && isChosen("--ids")) worst = Math.max(worst, report("--ids", 4000, ids));
console.log(`worst ratio for a doubling: ${worst.toFixed(2)}`);
