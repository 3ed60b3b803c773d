import type { Doc } from '../bson/values';
import { decode, encode } from '../bson/values';
import { serverError } from '../errors';

/** The largest message, in bytes. */
export const MAX_MESSAGE_BYTES = 48_000_000;

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

/** A command as it arrived. */
export interface Message {
  readonly requestId: number;
  readonly body: Doc;
  /** `OP_QUERY` is only for the first handshake and is answered by `OP_REPLY`. */
  readonly legacy: boolean;
  /** The client does not want an answer. */
  readonly silent: boolean;
}

/** The length that a message announces, or undefined while its head has not arrived. */
export function announcedLength(bytes: Buffer): number | undefined {
  return bytes.length < 4 ? undefined : bytes.readInt32LE(0);
}

/** Reads a whole message; document sequences become arrays of the body. */
export function parseMessage(bytes: Buffer): Message {
  const requestId = bytes.readInt32LE(4);
  const opCode = bytes.readInt32LE(12);
  switch (opCode) {
    case OP_MSG:
      return parseOpMsg(bytes, requestId);
    case OP_QUERY:
      return parseOpQuery(bytes, requestId);
    default:
      throw serverError(
        'CommandNotSupported',
        `the wire operation ${opCode} is not supported by the embedded server; set MONGODB_URI`,
      );
  }
}

function parseOpMsg(bytes: Buffer, requestId: number): Message {
  const flags = bytes.readUInt32LE(HEADER_BYTES);
  const unknownRequired = flags & 0xffff & ~(CHECKSUM_PRESENT | MORE_TO_COME);
  if (unknownRequired !== 0) throw serverError(51000, `Message contains illegal flags value: ${flags}`);
  const end = bytes.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  let at = HEADER_BYTES + 4;
  let body: Doc | undefined;
  const sequences: Doc = {};
  while (at < end) {
    const kind = bytes[at];
    const size = bytes.readInt32LE(at + 1);
    const section = bytes.subarray(at + 1, at + 1 + size);
    if (kind === 0) body = decode(section);
    else if (kind === 1) {
      const nameEnd = section.indexOf(0, 4);
      sequences[section.toString('utf8', 4, nameEnd)] = sequenceOf(section.subarray(nameEnd + 1));
    } else throw serverError('FailedToParse', `Unknown section kind ${String(kind)}`);
    at += 1 + size;
  }
  if (body === undefined) throw serverError('FailedToParse', 'OP_MSG without a body');
  return { requestId, body: { ...body, ...sequences }, legacy: false, silent: (flags & MORE_TO_COME) !== 0 };
}

function sequenceOf(bytes: Buffer): Doc[] {
  const docs: Doc[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = bytes.readInt32LE(at);
    docs.push(decode(bytes.subarray(at, at + size)));
    at += size;
  }
  return docs;
}

function parseOpQuery(bytes: Buffer, requestId: number): Message {
  const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4);
  const name = bytes.toString('utf8', HEADER_BYTES + 4, nameEnd);
  const at = nameEnd + 9;
  const query = decode(bytes.subarray(at, at + bytes.readInt32LE(at)));
  const body = '$query' in query ? (query['$query'] as Doc) : query;
  return { requestId, body: { ...body, $db: name.replace(/\.\$cmd$/, '') }, legacy: true, silent: false };
}

let lastRequestId = 0;

/** Writes the answer to a message. */
export function encodeReply(to: Message, body: Buffer): Buffer[] {
  const head = Buffer.alloc(to.legacy ? HEADER_BYTES + 20 : HEADER_BYTES + 5);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE((lastRequestId = (lastRequestId + 1) | 0), 4);
  head.writeInt32LE(to.requestId, 8);
  head.writeInt32LE(to.legacy ? OP_REPLY : OP_MSG, 12);
  if (to.legacy) head.writeInt32LE(1, HEADER_BYTES + 16);
  return [head, body];
}

/** Documents of a cursor's batch, already encoded: they go into the reply as they are. */
export interface RawBatch {
  readonly field: 'firstBatch' | 'nextBatch';
  readonly docs: readonly Buffer[];
}

/** Writes a reply's body; with a batch, `body.cursor` gets it without decoding a document. */
export function encodeBody(body: Doc, batch?: RawBatch): Buffer {
  if (batch === undefined) return encode(body);
  const { cursor, ...rest } = body;
  const array = rawArray(batch.docs);
  const cursorBytes = join([rawElement(4, batch.field, array), inner(cursor as Doc)]);
  return join([rawElement(3, 'cursor', cursorBytes), inner(rest)]);
}

/** The elements of a document, without its length and its end. */
function inner(doc: Doc): Buffer {
  const bytes = encode(doc);
  return bytes.subarray(4, bytes.length - 1);
}

function rawElement(type: number, name: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.of(type), Buffer.from(name), Buffer.of(0), value]);
}

function rawArray(docs: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [];
  docs.forEach((doc, i) => parts.push(Buffer.from(`\x03${i}\0`, 'latin1'), doc));
  return join(parts);
}

function join(parts: readonly Buffer[]): Buffer {
  const size = parts.reduce((total, part) => total + part.length, 5);
  const head = Buffer.alloc(4);
  head.writeInt32LE(size, 0);
  return Buffer.concat([head, ...parts, Buffer.of(0)], size);
}
