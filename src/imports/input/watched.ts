import type { Reading } from '../engine/format.ts';

/** Lets it be known how much of so many bytes has been read. */
export async function* watched(
  content: AsyncIterable<Buffer>,
  { size, seen }: Pick<Reading, 'size' | 'seen'>,
): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const chunk of content) {
    yield chunk;
    read += chunk.length;
    if (size) seen?.(Math.min(1, read / size));
  }
}
