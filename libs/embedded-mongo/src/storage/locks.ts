import type { MapName } from './store';

/** A transaction that holds locks; `finished` resolves when it has ended, either way. */
export interface LockOwner {
  readonly finished: Promise<void>;
}

/** Thrown where a writer outside transactions meets a lock: it waits for the owner and tries again. */
export class LockWait extends Error {
  constructor(readonly owner: LockOwner) {
    super('waiting for a transaction');
  }
}

/** Which transaction holds which key. Only transactions hold locks, and they never wait: there are no deadlocks. */
export class Locks {
  private readonly owners = new Map<string, LockOwner>();

  ownerOf(map: MapName, key: Buffer): LockOwner | undefined {
    return this.owners.size === 0 ? undefined : this.owners.get(nameOf(map, key));
  }

  /** Some transaction that holds a key with this beginning. */
  ownerWithin(map: MapName, prefix: Buffer): LockOwner | undefined {
    const beginning = nameOf(map, prefix);
    for (const [name, owner] of this.owners) if (name.startsWith(beginning)) return owner;
    return undefined;
  }

  hold(map: MapName, key: Buffer, owner: LockOwner): void {
    this.owners.set(nameOf(map, key), owner);
  }

  release(owner: LockOwner): void {
    for (const [name, holder] of this.owners) if (holder === owner) this.owners.delete(name);
  }
}

function nameOf(map: MapName, key: Buffer): string {
  return `${map}:${key.toString('latin1')}`;
}
