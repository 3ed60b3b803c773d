import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { Document } from 'bson';
import { deserialize, serialize } from 'bson';

/** A bare client of the wire protocol: it retries nothing by itself, so that a test knows what was answered and what was not. */
export class RawClient {
  private chunks = Buffer.alloc(0);
  private waiting: { resolve: (reply: Document) => void; reject: (error: Error) => void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => {
      this.chunks = Buffer.concat([this.chunks, chunk]);
      if (this.chunks.length < 4 || this.chunks.length < this.chunks.readInt32LE(0)) return;
      const reply = deserialize(this.chunks.subarray(21, this.chunks.readInt32LE(0)));
      this.chunks = Buffer.alloc(0);
      this.waiting?.resolve(reply);
    });
    const gone = () => this.waiting?.reject(new Error('the connection ended'));
    socket.on('close', gone);
    socket.on('error', gone);
  }

  static open(port: number): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new RawClient(socket)));
      socket.once('error', reject);
    });
  }

  /** Sends one command and waits for its answer; rejects if the connection ends first. */
  send(command: Document, db = 'durability'): Promise<Document> {
    const body = serialize({ ...command, $db: db });
    const head = Buffer.alloc(21);
    head.writeInt32LE(head.length + body.length, 0);
    head.writeInt32LE(2013, 12);
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(Buffer.concat([head, body]));
    });
  }

  /** Sends one command and throws unless it succeeded. */
  async run(command: Document, db?: string): Promise<Document> {
    const reply = await this.send(command, db);
    if (reply['ok'] !== 1 || reply['writeErrors'] !== undefined) throw new CommandFailed(reply);
    return reply;
  }

  close(): void {
    this.socket.destroy();
  }
}

/** The server's own word that a command failed. */
export class CommandFailed extends Error {
  readonly code: number;

  constructor(readonly reply: Document) {
    super(String(reply['errmsg'] ?? JSON.stringify(reply['writeErrors'])));
    const [first] = (reply['writeErrors'] ?? []) as { code: number }[];
    this.code = first?.code ?? (reply['code'] as number);
  }
}
