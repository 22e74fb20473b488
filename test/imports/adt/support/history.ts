import type { MadeResident } from '../../../support/factories.ts';
import { event, type Fields } from '../../support/adt-file.ts';

/** A number below `n`, the next of a seed. */
export type Random = (n: number) => number;

/** The same numbers for the same seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * n);
  };
}

const minute = 60_000;
/** As a trust writes it, in universal time so that no hour comes twice. */
const written = (at: number) => `${new Date(at).toISOString().replace(/\D/g, '').slice(0, 12)}+0000`;

/**
 * What a trust tells over some weeks of some people, in its order: visits of wards and of the emergency department with
 * transfers, updates, slips, discharges and what takes each back; some messages twice, some lost.
 */
export function historyOf(patients: readonly MadeResident[], random: Random): Fields[] {
  const told: { at: number; fields: Fields }[] = [];
  for (const patient of patients) {
    let at = Date.parse('2026-03-01T08:00:00Z') + random(5_000) * minute;
    for (let visit = 0; visit < 1 + random(3); visit++) {
      const stays = random(3) > 0;
      const about = { 'PV1-2': stays ? 'I' : 'E', 'PV1-19': `${stays ? 'V' : 'E'}${visit}-${patient.nhsNumber}` };
      const tell = (kind: string, more: Fields = {}, when = at) => {
        if (random(20) > 0) told.push({ at: when, fields: event(kind, written(when), patient, { ...about, ...more }) });
        at += (1 + random(600)) * minute;
      };
      const begun = at;
      tell(stays ? 'A01' : 'A04');
      for (let step = 0; step < random(5); step++) {
        const kinds: readonly (readonly [string, Fields])[] = [
          ['A02', {}],
          ['A12', {}],
          ['A08', { 'PV1-44': written(begun - random(90) * minute) }],
          ['A08', stays ? { 'PV1-4': random(2) ? '2A' : '11' } : {}],
          // A slip, which may lie behind the end.
          ...(random(3) ? [] : [['A08', { 'PV1-44': written(begun + random(20_000) * minute) }] as const]),
          ['A31', {}],
        ];
        const [kind, more] = kinds[random(kinds.length)] ?? ['A02', {}];
        tell(kind, more);
      }
      const left = at;
      if (random(4) > 0) tell('A03');
      // One that moves the end, and later one that still bears it.
      const update = (ended: number) => random(4) === 0 && tell('A08', { 'PV1-45': written(ended) });
      update(left - random(300) * minute);
      if (random(5) === 0) {
        const reopened = at;
        tell('A13');
        update(left);
        // Discharged anew, or for the first time and not after all, maybe within the same minute.
        if (random(2)) tell('A03', {}, random(3) === 0 ? reopened : at);
        update(left);
      }
      if (random(8) === 0) tell('A11');
      at += random(4_000) * minute;
    }
  }
  told.sort((one, other) => one.at - other.at);
  return told.flatMap(({ fields }) => (random(12) === 0 ? [fields, fields] : [fields]));
}

/** The same things in another order. */
export function shuffled<T>(things: readonly T[], random: Random): T[] {
  const mixed = [...things];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = random(last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}

/** Cut into some files, none of them empty. */
export function split<T>(things: readonly T[], random: Random): T[][] {
  const files: T[][] = [];
  for (let from = 0; from < things.length; ) {
    const until = from + 1 + random(Math.max(1, things.length / 2));
    files.push(things.slice(from, until));
    from = until;
  }
  return files;
}
