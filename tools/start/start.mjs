#!/usr/bin/env node
// `npm start`: checks the Node version before anything newer than it is loaded, then runs the start.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19) || major > 24) {
  console.error(`Bangfu Graph needs Node 20.19 to 24; this is Node ${process.versions.node}.`);
  process.exit(1);
}
const { run } = await import('./run.mjs');
await run(process.argv.slice(2));
