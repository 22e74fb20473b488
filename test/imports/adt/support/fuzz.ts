import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { rejects } from '../../../../src/imports/../shared/reject-catalogue.ts';
import { adt } from '../../../../src/imports/adt/events.ts';
import { type Line, UnreadableFile } from '../../../../src/imports/engine/format.ts';
import { driftOf } from '../../../register/register.ts';
import { factoriesOn, type MadeOrganisation, type MadeResident } from '../../../support/factories.ts';
import { file } from '../../support/adt-file.ts';
import { type Taking, takingFiles } from '../../support/taking.ts';
import { historyOf, type Random, randomOf } from './history.ts';

const odd = [
  ...[
    '\r',
    '\n',
    '|',
    '^',
    '~',
    '\\',
    '&',
    '""',
    '\x0b',
    '\x1c',
    '\0',
    ' ',
    '\uFEFF',
    'MSH|^~\\&|',
    'PID',
    'PV1|',
    'BTS|9',
  ],
  ...[
    '\\X00\\',
    '\\XFF\\',
    '\\E\\',
    '99999999',
    '20240230',
    '-0000',
    '+1460',
    'É',
    '\ud83d\ude00',
    "'",
    '$1',
    '%',
    '-1',
    '1e9',
  ],
];

/** A file with some bytes taken out, doubled, exchanged or put in. */
export function damaged(content: string, random: Random): Buffer {
  let bytes = Buffer.from(content);
  for (let times = 1 + random(6); times > 0; times--) {
    const [at, length] = [random(bytes.length + 1), 1 + random(30)];
    const [before, piece, after] = [
      bytes.subarray(0, at),
      bytes.subarray(at, at + length),
      bytes.subarray(at + length),
    ];
    switch (random(5)) {
      case 0:
        bytes = Buffer.concat([before, after]);
        break;
      case 1:
        bytes = Buffer.concat([before, piece, piece, after]);
        break;
      case 2:
        bytes = Buffer.concat([before, Buffer.from(odd[random(odd.length)] as string), piece, after]);
        break;
      case 3:
        bytes = Buffer.concat([before, Buffer.from([random(256)]), bytes.subarray(at + 1)]);
        break;
      default:
        bytes = Buffer.from(before);
    }
  }
  return bytes;
}

async function read(bytes: Buffer, random: Random): Promise<Line[] | undefined> {
  const size = 1 + random(400);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const found: Line[] = [];
  try {
    for await (const line of adt.read(pieces(), {})) found.push(line);
    return found;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return undefined;
  }
}

const patients: readonly Pick<MadeResident, 'nhsNumber'>[] = [{ nhsNumber: '9990000018' }, { nhsNumber: '9990000026' }];
/** Years that a moment can lie in, as PostgreSQL reads it; nothing is read out of a name or number that the file has not. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/;

export function readsAnything({ cases, seed }: { cases: number; seed: number }): void {
  it(`reads ${cases} damaged files to their end, and takes nothing out of them that could not be staged (seed ${seed})`, async () => {
    const random = randomOf(seed);
    for (let number = 0; number < cases; number++) {
      const content = file(...historyOf(patients as MadeResident[], random).slice(0, 1 + random(4)));
      const bytes = damaged(content, random);
      const lines = await read(bytes, random);
      const told = `case ${number}: ${JSON.stringify(bytes.toString('latin1'))}`;
      for (const [place, { line, facts, rejects: refused }] of (lines ?? []).entries()) {
        const before = lines?.[place - 1]?.line ?? 0;
        const keys = refused.map(({ column, code }) => `${column} ${code}`);
        const [fact] = facts;
        const sound =
          line > before &&
          new Set(keys).size === keys.length &&
          refused.every(({ code }) => code in rejects) &&
          facts.length === (refused.length ? 0 : 1) &&
          (!fact ||
            (fact.cells.length === 17 &&
              /^\d{10}$/.test(fact.cells[0] ?? '') &&
              fact.cells.slice(8, 12).every((cell) => cell === null || instant.test(cell)) &&
              fact.cells.every((cell) => cell === null || !/\p{Cc}/u.test(cell))));
        if (!sound) expect([told, line, facts, refused]).toBe('sound');
      }
    }
  }, 7_200_000);
}

/** Of all that was taken the stays are what the events come to, and about nobody whom a whole message does not name. */
export function takesAnything({ cases, seed }: { cases: number; seed: number }): void {
  let taking: Taking;
  let trust: MadeOrganisation;
  let known: MadeResident[];
  beforeAll(async () => {
    taking = await takingFiles();
    const make = factoriesOn(taking.database.owner);
    trust = await make.organisation('trust');
    known = [await make.resident(), await make.resident()];
  });
  afterAll(() => taking?.database.drop());

  it(`takes ${cases} damaged files into the database without a wrong row (seed ${seed})`, async () => {
    const random = randomOf(seed);
    for (let number = 0; number < cases; number++) {
      const content = file(...historyOf(known, random));
      const bytes = damaged(content, random);
      try {
        await taking.take(adt, bytes, { organisation: trust.id, allowLargeChange: true });
      } catch (error) {
        if (!(error instanceof UnreadableFile)) throw error;
      }
    }
    // Each record is of a visit that an opening message of that person, at that moment, told of.
    const unfounded = await taking.rows(`
      select r.id from (
        select id, resident_id, admitted_at as began from hospital_stay where valid_until is null
        union all
        select id, resident_id, arrived_at from emergency_attendance where valid_until is null
      ) r where not exists (
        select from hub.adt_visit l join hub.adt_event e using (organisation_id, visit)
        where l.record_id = r.id and e.resident_id = r.resident_id and e.began_at = r.began)`);
    expect(unfounded).toEqual([]);
    expect(await taking.rows('select id from hospital_stay where discharged_at < admitted_at')).toEqual([]);
    expect(await driftOf(taking.database.owner)).toEqual([]);
    expect(await taking.rows('select count(*)::int > 0 as some from hospital_stay')).toEqual([{ some: true }]);
  }, 7_200_000);
}
