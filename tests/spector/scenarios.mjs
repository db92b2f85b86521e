// Lists the scenarios of the two packages: the requests that the server expects and its responses.
//
//   node scenarios.mjs > scenarios.json       in the folder of the npm packages
import { readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ROOTS = { core: "node_modules/@typespec/http-specs", azure: "node_modules/@azure-tools/azure-http-specs" };
const config = { baseUrl: "http://BASE" };

/** A body as text, or as base64 where it is not text; a multipart form as its parts and files. */
function body(it) {
  if (!it) return null;
  if (it.kind === "multipart") {
    const files = (it.files ?? []).map(({ fieldname, originalname, mimetype, buffer }) => {
      return { field: fieldname, content: { base64: buffer.toString("base64") }, name: originalname, type: mimetype };
    });
    return { type: it.contentType, parts: it.parts ?? {}, files };
  }
  const raw = it.rawContent?.serialize ? it.rawContent.serialize(config) : it.rawContent;
  if (Buffer.isBuffer(raw)) return { type: it.contentType, base64: raw.toString("base64") };
  return { type: it.contentType, text: raw };
}

/** Values without functions and matchers. */
function plain(it) {
  return it === undefined ? {} : JSON.parse(JSON.stringify(it));
}

function api({ method, uri, handler, request = {}, response = {} }) {
  return {
    method,
    uri,
    handled: Boolean(handler),
    query: plain(request.query),
    headers: plain(request.headers),
    path: plain(request.pathParams),
    body: body(request.body),
    status: response.status,
    response: body(response.body),
    responseHeaders: plain(response.headers),
  };
}

const all = [];
for (const [name, root] of Object.entries(ROOTS)) {
  const files = readdirSync(join(root, "dist"), { recursive: true }).map(String);
  for (const file of files.filter((it) => it.endsWith("mockapi.js")).sort()) {
    const { Scenarios } = await import(pathToFileURL(resolve(root, "dist", file)));
    const spec = `${name}/${dirname(file).replace(/^specs\//, "")}`;
    for (const [scenario, it] of Object.entries(Scenarios ?? {})) {
      all.push({ scenario, spec, condition: it.passCondition, apis: it.apis.map(api) });
    }
  }
}
console.log(JSON.stringify(all, null, 1));
