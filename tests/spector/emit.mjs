// Compiles the TypeSpec files of the two scenario packages to OpenAPI documents, one emitter after the other.
//
//   node emit.mjs OUT COMMON_TYPES        in the folder of the npm packages
//
// OUT/swagger/PACKAGE/SPEC/.. and OUT/openapi3/PACKAGE/SPEC/.. get the documents. OUT/documents.json lists them, with what
// an emitter refused. Documents of Azure's resource manager refer to COMMON_TYPES, which is copied beside them.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [out, commonTypes] = process.argv.slice(2);
const require = createRequire(resolve("package.json"));
const { compile, NodeHost } = await import(pathToFileURL(require.resolve("@typespec/compiler")));

const ROOTS = {
  core: "node_modules/@typespec/http-specs/specs",
  azure: "node_modules/@azure-tools/azure-http-specs/specs",
};
const armTypes = resolve(out, "common-types/resource-management");
cpSync(join(commonTypes, "resource-management"), armTypes, { recursive: true });
const EMITTERS = {
  swagger: ["@azure-tools/typespec-autorest", { "emit-lro-options": "all", "arm-types-dir": armTypes }],
  openapi3: ["@typespec/openapi3", { "openapi-versions": ["3.0.0"] }],
};

// Parts that an emitter refuses would cost the whole document. They are removed from a copy.
const PATCHES = [
  { kind: "swagger", spec: "core/response/status-code-range", patch: widenRange },
  { kind: "openapi3", spec: "core/response/status-code-range", patch: widenRange },
  { kind: "openapi3", spec: "core/routes", patch: (text) => withoutNamespace(text, "QueryContinuation") },
];

/** Documents express 4xx, but not 494 to 499. */
function widenRange(text) {
  return text.replace("@minValue(494)", "@minValue(400)");
}

/** Removes a namespace with its decorators: OpenAPI 3 has no paths that contain a query. */
function withoutNamespace(text, name) {
  const start = text.indexOf(`namespace ${name}`);
  const above = text.lastIndexOf("\n\n", start);
  let depth = 0;
  for (let end = text.indexOf("{", start); end < text.length; end += 1) {
    if (text[end] === "{") depth += 1;
    if (text[end] === "}" && --depth === 0) return text.slice(0, above) + text.slice(end + 1);
  }
  return text;
}

/** Every folder with an entry point. `client.tsp` extends `main.tsp` by names of clients. */
function* entries(root, folder = root) {
  const names = readdirSync(folder, { withFileTypes: true });
  const files = new Set(names.filter((it) => it.isFile()).map((it) => it.name));
  const spec = relative(root, folder).replaceAll("\\", "/");
  const main = ["client.tsp", "main.tsp"].find((it) => files.has(it));
  if (main) yield { spec, file: join(folder, main) };
  // An earlier version of the same service.
  if (files.has("old.tsp")) yield { spec: `${spec}-old`, file: join(folder, "old.tsp") };
  const folders = names.filter((it) => it.isDirectory()).map((it) => it.name);
  for (const name of folders.sort()) yield* entries(root, join(folder, name));
}

function patched(kind, spec, file) {
  const patch = PATCHES.find((it) => it.kind === kind && it.spec === spec);
  if (!patch) return resolve(file);
  const copy = resolve("patched", kind, spec, "main.tsp");
  mkdirSync(dirname(copy), { recursive: true });
  writeFileSync(copy, patch.patch(readFileSync(file, "utf8")));
  return copy;
}

async function emit(kind, spec, file) {
  const [emitter, options] = EMITTERS[kind];
  const folder = resolve(out, kind, spec);
  const errors = [];
  try {
    const settings = { ...options, "emitter-output-dir": folder };
    const program = await compile(NodeHost, patched(kind, spec, file), {
      emit: [emitter],
      options: { [emitter]: settings },
    });
    const failed = program.diagnostics.filter((it) => it.severity === "error");
    errors.push(...failed.map((it) => `${it.code}: ${it.message}`));
  } catch (error) {
    errors.push(String(error.message ?? error).split("\n")[0]);
  }
  const all = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
  const files = all.filter((it) => /\.(json|yaml)$/.test(it) && !it.includes("examples")).sort();
  return { spec, kind, files: errors.length ? [] : files, errors };
}

const documents = [];
for (const [name, root] of Object.entries(ROOTS)) {
  for (const { spec, file } of entries(root)) {
    for (const kind of Object.keys(EMITTERS)) documents.push(await emit(kind, `${name}/${spec}`, file));
  }
}
writeFileSync(join(out, "documents.json"), JSON.stringify(documents, null, 1));
