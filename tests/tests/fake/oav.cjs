// Judges requests and responses by the real specs with oav's LiveValidator (npm install oav@4).
//
//   node oav.cjs SPECIFICATION_DIR FILE...      (FILE relative to SPECIFICATION_DIR)
//
// Prints `ready`. Each line of standard input is then an exchange as JSON, {operation, method, url, headers, body[, status,
// responseHeaders, responseBody]}, and is answered by a line: {operation, request: [..], response: [..]}, with the errors of both.
const path = require('path'), readline = require('readline');
const { LiveValidator } = require(require.resolve('oav', { paths: [process.cwd()] }));
const [root, ...files] = process.argv.slice(2);

const errors = result => {
  const found = (result.errors || []).map(it => `${it.code}: ${it.message} at ${(it.jsonPathsInPayload || []).join(' ')}`);
  if (result.runtimeException) found.push(`${result.runtimeException.code}: ${result.runtimeException.message}`);
  return found;
};

(async () => {
  const validator = new LiveValidator({
    directory: path.resolve(root), git: { shouldClone: false }, swaggerPathsPattern: files, excludedSwaggerPathsPattern: [],
    isPathCaseSensitive: false, loadValidatorInBackground: false, loadValidatorInInitialize: false, isArmCall: true,
  });
  await validator.initialize();
  // oav finds the operation by the URL. Where several fit (`/{recordType}/{name}` and `/dnssecConfigs/default`), or the operation
  // has a version of its own beside that of its document, the one that the test means is taken, if its path fits.
  let meant;
  const searcher = validator.operationSearcher, search = searcher.search.bind(searcher);
  const byId = info => {
    for (const versions of searcher.cache.values()) for (const [apiVersion, methods] of versions)
      for (const operation of methods.get(info.requestMethod) || []) {
        const pathRegex = operation._path._pathRegex, pathMatch = pathRegex.exec(info.pathStr);
        if (operation.operationId === meant && pathMatch) return { operationMatch: { operation, pathRegex, pathMatch }, apiVersion };
      }
  };
  searcher.search = info => {
    try { return search(info); } catch (error) { const found = byId(info); if (!found) throw error; return found; }
  };
  console.log('ready');
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { operation, method, url, headers, body, status, responseHeaders, responseBody } = JSON.parse(line);
    meant = operation;
    const liveRequest = { method: method.toLowerCase(), url, headers, body };
    const verdict = { operation: null, request: [], response: [] };
    try {
      const request = await validator.validateLiveRequest(structuredClone(liveRequest));
      verdict.operation = request.operationInfo && request.operationInfo.operationId;
      verdict.request = errors(request);
      if (status !== undefined) {
        const liveResponse = { statusCode: String(status), headers: responseHeaders, body: responseBody };
        verdict.response = errors(await validator.validateLiveResponse(liveResponse, { url, method }));
      }
    } catch (error) {
      verdict.response.push(`oav: ${error.message}`);
    }
    console.log(JSON.stringify(verdict));
  }
})().catch(error => { console.error(error); process.exit(1); });
