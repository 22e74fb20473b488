/** A row that was shown, as far as the access record looks at it. */
export interface ShownRow {
  /** The resident's uuid. */
  _resident: string;
  /** Bits of the viewer's relationships to the resident and of the record. */
  _m: number;
}

/** Records of one resident that were shown at one place with the same mask. */
export interface ShownGroup {
  place: number;
  /** Index among the entry's residents. */
  resident: number;
  mask: number;
  records: number;
}

export interface Shown {
  residents: string[];
  /** Null if there was no row. */
  bytes: Buffer | null;
}

const version = 1;

/**
 * Packs what was shown. After the version: for each place the number of its groups; for each group mask, number of
 * records of each resident, number of runs; for each run of neighbouring residents the gap before it and its length.
 * All are unsigned LEB128: a page of forty residents, seen in the same way, takes about six bytes.
 */
export function packShown(places: readonly (readonly ShownRow[])[]): Shown {
  const residents = new Map<string, number>();
  const out: number[] = [version];
  for (const rows of places) packPlace(rows, residents, out);
  return { residents: [...residents.keys()], bytes: residents.size ? Buffer.from(out) : null };
}

function packPlace(rows: readonly ShownRow[], residents: Map<string, number>, out: number[]): void {
  // By mask, how many records of each resident: most answers see all theirs by few masks.
  const counts = new Map<number, Map<number, number>>();
  for (const { _resident, _m } of rows) {
    let index = residents.get(_resident);
    if (index === undefined) {
      index = residents.size;
      residents.set(_resident, index);
    }
    let ofMask = counts.get(_m);
    if (!ofMask) {
      ofMask = new Map();
      counts.set(_m, ofMask);
    }
    ofMask.set(index, (ofMask.get(index) ?? 0) + 1);
  }
  const groups: { mask: number; records: number; members: number[] }[] = [];
  for (const [mask, ofMask] of counts) {
    const byRecords = new Map<number, number[]>();
    for (const [index, records] of ofMask) {
      const members = byRecords.get(records);
      if (members) members.push(index);
      else byRecords.set(records, [index]);
    }
    for (const [records, members] of byRecords) groups.push({ mask, records, members });
  }
  write(groups.length, out);
  for (const { mask, records, members } of groups) {
    const runs = runsOf(members);
    for (const number of [mask, records, runs.length, ...runs.flat()]) write(number, out);
  }
}

function runsOf(members: number[]): [gap: number, length: number][] {
  const runs: [number, number][] = [];
  let next = 0;
  for (const member of members.sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last && member === next) last[1] += 1;
    else runs.push([member - next, 1]);
    next = member + 1;
  }
  return runs;
}

function write(number: number, out: number[]): void {
  let rest = number;
  while (rest > 127) {
    out.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

/** Reads what `packShown` packed; throws on anything else. */
export function unpackShown(bytes: Uint8Array, places: number): ShownGroup[] {
  let at = 0;
  const read = (): number => {
    let number = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('what was shown ends too early');
      number += (byte % 128) * factor;
      if (byte < 128) return number;
    }
  };
  if (read() !== version) throw new RangeError('what was shown is packed in a way that this release does not know');
  const groups: ShownGroup[] = [];
  for (let place = 0; place < places; place++) {
    for (let left = read(); left > 0; left--) {
      const [mask, records] = [read(), read()];
      let next = 0;
      for (let runs = read(); runs > 0; runs--) {
        next += read();
        for (let length = read(); length > 0; length--) groups.push({ place, resident: next++, mask, records });
      }
    }
  }
  if (at !== bytes.length) throw new RangeError('what was shown goes on behind its end');
  return groups;
}
