import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartFault } from './command-line.mjs';
import { ROOT } from './preparation.mjs';

const MARK = 'bangfu-data.json';
const LAYOUT = 1;

/** The data folder of this start: where the database lies, and a note of what runs on it. */
export function dataFolder(environment) {
  const folder = path.resolve(ROOT, environment.DATA_DIR || '.data');
  return { folder, database: path.join(folder, 'database'), running: path.join(folder, 'running.json') };
}

/**
 * Makes the data folder ready. With `fresh` its data are deleted first, but only from a folder that is marked as ours
 * and that nothing runs on.
 * @throws StartFault when the folder is somebody else's, in use, or was laid out by a newer program.
 */
export function openDataFolder(data, { fresh }) {
  const runner = runningOn(data);
  if (runner !== null)
    throw new StartFault(
      `The data folder ${data.folder} is in use by process ${runner.pid}; stop it first, or start with another DATA_DIR.`,
    );
  const mark = path.join(data.folder, MARK);
  if (existsSync(data.folder) && readdirSync(data.folder).length > 0) {
    if (!existsSync(mark))
      throw new StartFault(`${data.folder} holds files that are not Bangfu Graph's; choose another DATA_DIR.`);
    const { layout } = JSON.parse(readFileSync(mark, 'utf8'));
    if (layout > LAYOUT)
      throw new StartFault(
        `${data.folder} was laid out by a newer program (layout ${layout}, this one knows ${LAYOUT}).`,
      );
    if (fresh) rmSync(data.folder, { recursive: true });
  }
  try {
    mkdirSync(data.database, { recursive: true, mode: 0o700 });
    writeFileSync(mark, `${JSON.stringify({ layout: LAYOUT })}\n`);
  } catch (fault) {
    throw new StartFault(`The data folder ${data.folder} cannot be written: ${fault.message}.`);
  }
}

/** What runs on the data folder now, or null: `{ pid, mongodbUri, url }`. */
export function runningOn({ running }) {
  if (!existsSync(running)) return null;
  try {
    const note = JSON.parse(readFileSync(running, 'utf8'));
    process.kill(note.pid, 0);
    return note;
  } catch {
    return null;
  }
}

/** Notes what runs on the data folder, so that a developer's `nx serve` can join its database. */
export const noteRunning = ({ running }, note) =>
  writeFileSync(running, `${JSON.stringify({ pid: process.pid, ...note })}\n`);

/** Takes the note back. */
export const noteStopped = ({ running }) => rmSync(running, { force: true });
