// Loaded before the test server (`node -r`): the server has no option for the address, and would listen on all of them.
"use strict";
const { Server } = require("node:net");
const { listen } = Server.prototype;

Server.prototype.listen = function (port, ...rest) {
  const callback = rest.find((argument) => typeof argument === "function");
  return listen.call(this, { host: "127.0.0.1", port: Number(port) }, callback);
};
