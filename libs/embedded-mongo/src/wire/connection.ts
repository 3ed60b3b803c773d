import type { Socket } from 'node:net';
import type { Doc } from '../bson/values';
import type { Message, RawBatch } from './message';
import { announcedLength, encodeBody, encodeReply, MAX_MESSAGE_BYTES, parseMessage } from './message';

/** Answers one command; `address` is the one that the client dialled. */
export type Answer = (body: Doc, address: string) => Promise<{ readonly body: Doc; readonly batch?: RawBatch }>;

/**
 * Serves one client: messages are answered one after the other, in the order in which they came. A message that cannot
 * be read ends the connection, as MongoDB does.
 */
export function serveConnection(socket: Socket, answer: Answer): void {
  const address = `${socket.localAddress ?? '127.0.0.1'}:${socket.localPort ?? 0}`;
  const waiting: Buffer[] = [];
  let chunks: Buffer[] = [];
  let received = 0;
  let busy = false;

  const serve = async (bytes: Buffer): Promise<void> => {
    const message: Message = parseMessage(bytes);
    const reply = await answer(message.body, address);
    if (message.silent || socket.destroyed) return;
    socket.cork();
    for (const part of encodeReply(message, encodeBody(reply.body, reply.batch))) socket.write(part);
    socket.uncork();
  };

  const drain = async (): Promise<void> => {
    busy = true;
    try {
      for (let bytes = waiting.shift(); bytes !== undefined; bytes = waiting.shift()) await serve(bytes);
    } catch {
      socket.destroy();
    } finally {
      busy = false;
    }
  };

  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    received += chunk.length;
    for (;;) {
      // A large message comes in many chunks: they are joined once, when all of it is there.
      if ((chunks[0]?.length ?? 0) < 4 && chunks.length > 1) chunks = [Buffer.concat(chunks)];
      const length = announcedLength(chunks[0] ?? Buffer.alloc(0));
      if (length === undefined) break;
      if (length < 16 || length > MAX_MESSAGE_BYTES) {
        socket.destroy();
        return;
      }
      if (received < length) break;
      const all = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
      waiting.push(all.subarray(0, length));
      chunks = all.length > length ? [all.subarray(length)] : [];
      received -= length;
    }
    if (!busy) void drain();
  });
}
