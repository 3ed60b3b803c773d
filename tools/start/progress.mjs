/** Prints the steps of a start with the time each takes; a step that takes long says so every few seconds. */
export function progress(write = (line) => console.log(line)) {
  const began = Date.now();
  const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
  return {
    /** Runs one step under its name. `waitingFor` tells what a long step still waits for. */
    async step(name, work, waitingFor = () => '') {
      const since = Date.now();
      const heartbeat = setInterval(
        () => write(`    … ${name}: ${seconds(since)}${waitingFor() ? `, waiting for ${waitingFor()}` : ''}`),
        5_000,
      );
      try {
        const outcome = await work();
        write(`  ✓ ${name}${outcome?.detail ? `: ${outcome.detail}` : ''} (${seconds(since)})`);
        return outcome;
      } finally {
        clearInterval(heartbeat);
      }
    },
    elapsed: () => seconds(began),
    say: write,
  };
}
