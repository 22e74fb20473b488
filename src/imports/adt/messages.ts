import { UnreadableFile } from '../engine/format.ts';
import { Envelope } from './envelope.ts';
import { framing, isBlank, linesOf } from './lines.ts';

/** One message as it stands in a file. */
export interface RawMessage {
  /** The line of its MSH segment, counted from 1 as an editor does. */
  line: number;
  /** The segments that the hub reads, as bytes: in which character set they are written, MSH says. */
  segments: ReadonlyMap<string, Buffer>;
  /** What is wrong with the whole of it. */
  broken?: 'CUT_OFF' | 'NOT_HL7' | 'TOO_LONG';
}

/** A line that belongs to no message, or a batch whose messages are not all there. */
export interface Stray {
  line: number;
  broken: 'CUT_OFF' | 'NOT_HL7' | 'COUNT_DIFFERS';
}

/** Of a message nothing else is kept in memory, however long it is. */
const read = new Set(['MSH', 'EVN', 'PID', 'PV1', 'MRG']);

/**
 * The messages of a file, in its order, also those that are broken; at most one a line. A segment ends with CR, LF or both,
 * a message with the next one, with MLLP's end of block, or with the envelope. The last segment must be ended, too: else
 * nobody can tell a moment from half of it.
 */
export async function* messagesOf(content: AsyncIterable<Buffer>): AsyncGenerator<RawMessage | Stray> {
  let open: Building | undefined;
  let found = false;
  let last = 0;
  const envelope = new Envelope();
  for await (const { line, bytes, ended, tooLong } of linesOf(content)) {
    last = line;
    const { endedBefore, begins, segment, ends } = framing(bytes);
    const name = segment.subarray(0, 3).toString('latin1');
    const belongs = Envelope.names.has(name);
    if (open && (endedBefore || begins || belongs || name === 'MSH')) {
      yield open.closed(endedBefore);
      open = undefined;
    }
    if (belongs) {
      const broken = envelope.take(name, segment);
      if (broken) yield { line, broken };
      continue;
    }
    if (name === 'MSH') {
      open = new Building(line, begins);
      found = true;
      envelope.messages += 1;
    }
    if (open && !isBlank(segment)) open.add(name, segment, ended, tooLong);
    else if (!isBlank(segment)) yield { line, broken: 'NOT_HL7' };
    if (open && ends) {
      yield open.closed(true);
      open = undefined;
    }
  }
  if (open) yield open.closed(false);
  if (!found) throw new UnreadableFile('There is no message of HL7 version 2 in the file: none begins with MSH.');
  // It belongs to the line that is missing.
  if (envelope.isOpen) yield { line: last + 1, broken: 'CUT_OFF' };
}

/** A message whose segments are still coming. */
class Building {
  readonly line: number;
  /** It came in MLLP's frame, so that its end is marked. */
  readonly framed: boolean;
  readonly #segments = new Map<string, Buffer>();
  #broken: RawMessage['broken'];

  constructor(line: number, framed: boolean) {
    this.line = line;
    this.framed = framed;
  }

  add(name: string, segment: Buffer, ended: boolean, tooLong: boolean): void {
    if (!/^[A-Z][A-Z0-9]{2}$/.test(name)) this.#broken ??= 'NOT_HL7';
    if (!ended) this.#broken ??= 'CUT_OFF';
    if (!read.has(name)) return;
    if (tooLong) this.#broken ??= 'TOO_LONG';
    // Which of two persons or visits would be meant?
    if (this.#segments.has(name)) this.#broken ??= 'NOT_HL7';
    else this.#segments.set(name, Buffer.from(segment));
  }

  /** A message whose frame was begun must be ended by it. */
  closed(framed: boolean): RawMessage {
    const wrong = this.#broken ?? (this.framed && !framed ? 'CUT_OFF' : undefined);
    return { line: this.line, segments: this.#segments, ...(wrong && { broken: wrong }) };
  }
}
