import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** Why a data directory cannot be used; the message is one sentence for a person. */
export class DataDirectoryError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DataDirectoryError';
  }
}

const LOCK_FILE = 'server.lock';
/** The file that LMDB keeps the data in. */
export const DATA_FILE = 'data.mdb';

/** Creates the directory if need be and takes it for this process alone. Answers how to give it back. */
export function takeDirectory(directory: string): () => void {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DataDirectoryError(`The data directory ${directory} cannot be written to (${codeOf(error)}).`);
  }
  const lock = path.join(directory, LOCK_FILE);
  const mine = path.join(directory, `${LOCK_FILE}.${process.pid}`);
  const identity = `${process.pid} ${startOf(process.pid)}\n`;
  try {
    writeFileSync(mine, identity, { mode: 0o600 });
  } catch (error) {
    throw new DataDirectoryError(`The data directory ${directory} cannot be written to (${codeOf(error)}).`);
  }
  try {
    takeLock(lock, mine, directory);
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    // Only our own lock is given back: the directory may have been removed, and made anew, meanwhile.
    if (existsSync(lock) && readFileSync(lock, 'utf8') === identity) rmSync(lock, { force: true });
  };
}

/** The link is made by the file system in one step: of two processes that try, one gets it. */
function takeLock(lock: string, mine: string, directory: string): void {
  for (let tries = 0; tries < 5; tries += 1) {
    try {
      linkSync(mine, lock);
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST')
        throw new DataDirectoryError(`The data directory ${directory} cannot be locked (${codeOf(error)}).`);
    }
    const holder = readHolder(lock);
    if (holder !== undefined && isRunning(holder.pid, holder.start)) {
      throw new DataDirectoryError(`The data directory ${directory} is in use by process ${holder.pid}.`);
    }
    putAside(lock, `${mine}.old`, holder);
  }
  throw new DataDirectoryError(`The data directory ${directory} is being taken by another process.`);
}

/** Removes the lock of a process that is gone, unless another process has replaced it meanwhile. */
function putAside(lock: string, aside: string, gone: Holder | undefined): void {
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const taken = readHolder(aside);
  if (taken?.pid !== gone?.pid || taken?.start !== gone?.start) renameSync(aside, lock);
  else rmSync(aside);
}

interface Holder {
  readonly pid: number;
  readonly start: string;
}

function readHolder(lock: string): Holder | undefined {
  try {
    const [pid, start = ''] = readFileSync(lock, 'utf8').trim().split(' ');
    return { pid: Number(pid), start };
  } catch {
    return undefined;
  }
}

/** When a process began, in the kernel's ticks: it tells a process from a later one of the same number. Empty where unknown. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isRunning(pid: number, start: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
  const now = startOf(pid);
  return start === '' || now === '' || now === start;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

const META_BYTES = 16_384;

/**
 * Refuses a data file that is shorter than its own meta pages say. LMDB would open it and die of SIGBUS at the first
 * missing page, which no JavaScript catches.
 */
export function checkDataFile(directory: string): void {
  const file = path.join(directory, DATA_FILE);
  if (!existsSync(file)) return;
  const { size } = statSync(file);
  if (size === 0) return;
  const head = Buffer.alloc(META_BYTES);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, head, 0, META_BYTES, 0);
  } finally {
    closeSync(descriptor);
  }
  const needed = neededSize(head);
  if (needed === undefined) throw new DataDirectoryError(`The data file ${file} is not a data file of this server.`);
  if (size < needed)
    throw new DataDirectoryError(
      `The data file ${file} is cut short: ${size} of ${needed} bytes. Restore it from a backup.`,
    );
}

/** Offsets inside an LMDB meta page, 64 bits: magic, page size, last page, transaction number. */
const META = { magic: 24, pageSize: 48, lastPage: 144, txnId: 152 } as const;
const LMDB_MAGIC = 0xbeefc0de;

function neededSize(head: Buffer): number | undefined {
  if (head.readUInt32LE(META.magic) !== LMDB_MAGIC) return undefined;
  const pageSize = head.readUInt32LE(META.pageSize);
  if (pageSize < 512 || pageSize + META.txnId + 8 > head.length) return undefined;
  const metas = [0, pageSize].filter((at) => head.readUInt32LE(at + META.magic) === LMDB_MAGIC);
  const latest = metas
    .map((at) => ({ txn: head.readBigUInt64LE(at + META.txnId), last: head.readBigUInt64LE(at + META.lastPage) }))
    .reduce((a, b) => (b.txn > a.txn ? b : a));
  return (Number(latest.last) + 1) * pageSize;
}
