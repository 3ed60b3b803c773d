// Kills the built server while it writes, and checks what is left. From the repository's root, after a build:
// node -r @swc-node/register libs/embedded-mongo/durability/durability.ts [rounds] [seed]
import { killRounds } from './kill-rounds';
import { syncTrace } from './sync-trace';
import { fullDisk, refusesToStart } from './trouble';

async function main(): Promise<void> {
  const rounds = Number(process.argv[2] ?? 100);
  const seed = Number(process.argv[3] ?? 20_230_630);
  console.log('The system calls of one insert:');
  const skipped = await syncTrace();
  console.log(
    skipped === undefined ? '  pages, sync, meta page written through, reply: in this order' : `  skipped: ${skipped}`,
  );
  console.log('What the server refuses to start on:');
  await refusesToStart();
  console.log('A full disk:');
  await fullDisk();
  console.log(`Kill -9, seed ${seed}:`);
  await killRounds(rounds, seed);
  console.log(`${rounds} rounds passed, 0 failed`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
