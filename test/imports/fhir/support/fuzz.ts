import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Line, UnreadableFile } from '../../../../src/imports/engine/format.ts';
import { fhir } from '../../../../src/imports/fhir/fhir.ts';
import type { Kind } from '../../../../src/imports/fhir/laying.ts';
import { listed } from '../../../../src/imports/fhir/listed.ts';
import { visits } from '../../../../src/imports/fhir/visits.ts';
import { rejects } from '../../../../src/shared/reject-catalogue.ts';
import { driftOf } from '../../../register/register.ts';
import { factoriesOn, type MadeOrganisation, type MadeResident } from '../../../support/factories.ts';
import { type Random, randomOf } from '../../adt/support/history.ts';
import { visitsOf } from '../../adt/support/visits.ts';
import {
  bundle,
  emergency,
  encounter,
  episode,
  exported,
  type Of,
  organization,
  patient,
} from '../../support/fhir-file.ts';
import { type Taking, takingFiles } from '../../support/taking.ts';
import { linesIn } from './reading.ts';

const hour = 3_600_000;
const moment = (at: number) => new Date(at).toISOString();

/** How visits of some people stood at different times, each as it was last; of somebody no two were at once in the end. */
export function statesOf(patients: readonly MadeResident[], random: Random): Of[] {
  const shown: Of[] = [];
  for (const who of patients) {
    const kinds = [encounter, emergency] as const;
    for (const [place, kind] of kinds.entries()) {
      const began = Date.parse('2026-03-01T08:00:00Z') + random(500) * hour;
      let at = began + hour;
      for (let times = 1 + random(4); times > 0; times--) {
        const start = moment(began - random(3) * hour);
        const [status, more] = (
          [
            ['in-progress', { period: { start } }],
            ['finished', { period: { start, end: moment(at) } }],
            ['finished', { period: { start, end: moment(at) } }],
            ['entered-in-error', { period: undefined, hospitalization: undefined }],
          ] as const
        )[random(4)] ?? ['planned', {}];
        shown.push(kind(who, status, moment(at), { ...more, id: `e${place}-${shown.length}-${who.nhsNumber}` }));
        at += (1 + random(40)) * hour;
      }
    }
  }
  return shown;
}

const odd = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '\\',
    '\\u0000',
    '\\ud800',
    'null',
    '-1',
    '1e400',
    '""',
    '\n',
    '\uFEFF',
    'É',
    '\0',
  ],
  ...[
    '"resourceType":"Bundle",',
    '"__proto__":{},',
    '"id":"1",',
    '#',
    'urn:uuid:',
    '/_history/',
    '2024-02-30',
    '\ud83d\ude00',
  ],
];
const values: readonly unknown[] = [
  null,
  true,
  7,
  -0.5,
  '',
  ' ',
  [],
  {},
  [[]],
  [null],
  'constructor',
  '#',
  '2026',
  'a|b',
  { a: {} },
];

/** With some values in it exchanged for others of any kind, or taken out. */
function exchanged(value: unknown, random: Random, share: number): unknown {
  if (random(share) === 0) return values[random(values.length)];
  if (Array.isArray(value)) return value.map((one) => exchanged(one, random, share));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (random(share) === 0 ? [] : [[key, exchanged(one, random, share)]])),
  );
}

function damaged(content: string, random: Random): Buffer {
  let bytes = Buffer.from(content);
  for (let times = random(4); times > 0; times--) {
    const [at, length] = [random(bytes.length + 1), random(30)];
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + length)];
    const put = [
      Buffer.from(odd[random(odd.length)] as string),
      bytes.subarray(at, at + 2 * length),
      Buffer.from([random(256)]),
    ];
    bytes = Buffer.concat([before, put[random(3)] as Buffer, after]);
  }
  return bytes;
}

function fileOf(patients: readonly MadeResident[], random: Random): Buffer {
  const resources = [
    ...patients.map((who) => patient(who)),
    ...statesOf(patients, random).slice(0, 6),
    ...patients.map((who) => episode(who, 'Y90001')),
    organization('RF4'),
  ].map((resource) => exchanged(resource, random, 40 + random(400)) as Of);
  return damaged((random(2) ? bundle : exported)(...resources), random);
}

const known: readonly Pick<MadeResident, 'nhsNumber'>[] = [{ nhsNumber: '9990000018' }, { nhsNumber: '9990000026' }];
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const day = /^\d{4}-\d\d-\d\d$/;

/** What the cells of a fact must be for the database to take them, and for nobody else to be meant. */
function isSound({ line, about, facts, rejects: refused }: Line, before: number): boolean {
  const keys = refused.map(({ column, code }) => `${column} ${code}`);
  const [fact] = facts;
  const cells = fact?.cells ?? [];
  const dated = fact?.kind === 'message' ? cells.slice(8, 12) : [];
  return (
    line > before &&
    new Set(keys).size === keys.length &&
    refused.every(({ code }) => code in rejects) &&
    facts.length <= (refused.length ? 0 : 1) &&
    cells.every((cell) => cell === null || (cell.isWellFormed() && !/\p{Cc}/u.test(cell))) &&
    dated.every((cell) => cell === null || instant.test(cell)) &&
    (!fact ||
      (known.some(({ nhsNumber }) => nhsNumber === about && nhsNumber === cells[0]) &&
        day.test(cells[fact.kind === 'message' ? 1 : 3] ?? '') &&
        cells.length === (fact.kind === 'message' ? 15 : 12)))
  );
}

export function readsAnything({ cases, seed }: { cases: number; seed: number }): void {
  it(`reads ${cases} damaged files to their end, and takes nothing out of them that could not be staged (seed ${seed})`, async () => {
    const random = randomOf(seed);
    for (let number = 0; number < cases; number++) {
      const file = fileOf(known as MadeResident[], random);
      const kind = (random(2) ? visits : listed) as Kind<unknown>;
      const lines = await linesIn(file, { kind, piece: 1 + random(3_000) }).catch((error: unknown) => {
        if (error instanceof UnreadableFile) return [];
        throw error;
      });
      for (const [place, line] of lines.entries()) {
        if (!isSound(line, lines[place - 1]?.line ?? 0)) {
          expect([`case ${number}`, line, file.toString('latin1')]).toBe('sound');
        }
      }
    }
  }, 7_200_000);
}

/** As it was last, by all that was shown. */
function lastOf(shown: readonly Of[], kind: string): Of | undefined {
  const at = ({ meta }: Of) => String((meta as Of).lastUpdated);
  return shown
    .filter((one) => (one.class as Of).code === kind)
    .sort((one, other) => at(one).localeCompare(at(other)))
    .at(-1);
}

/** Whatever is damaged, and in whatever order the sound files come: in the end each visit stands as it was last shown. */
export function takesAnything({ cases, seed }: { cases: number; seed: number }): void {
  let taking: Taking;
  let trust: MadeOrganisation;
  let people: MadeResident[];
  const take = (file: string | Buffer) =>
    taking.take(fhir, file, { organisation: trust.id, allowLargeChange: true }).catch((error: unknown) => {
      if (!(error instanceof UnreadableFile)) throw error;
    });
  beforeAll(async () => {
    taking = await takingFiles();
    const make = factoriesOn(taking.database.owner);
    trust = await make.organisation('trust');
    people = [];
    for (let number = 0; number < cases; number++) people.push(await make.resident());
  }, 600_000);
  afterAll(() => taking?.database.drop());

  it(`takes what ${cases} people's visits were last, in whatever files it comes, and no wrong row out of damaged ones (seed ${seed})`, async () => {
    const random = randomOf(seed);
    const all = people.map((who) => statesOf([who], random));
    const files: Of[][] = [[], [], [], []];
    for (const [place, shown] of all.entries()) {
      const own = patient(people[place] as MadeResident);
      for (const one of shown) (files[random(files.length)] as Of[]).push(...(random(2) ? [one, own] : [own, one]));
    }
    for (const resources of files) await take((random(2) ? bundle : exported)(...resources));
    for (const [place, shown] of all.entries()) {
      const told: string[] = [];
      for (const [kind, mark] of [
        ['IMP', ''],
        ['EMER', 'E '],
      ] as const) {
        const last = lastOf(shown, kind);
        const { start, end } = (last?.period ?? {}) as { start?: string; end?: string };
        const clock = (at: string) =>
          new Intl.DateTimeFormat('en-GB', {
            ...{ timeZone: 'Europe/London', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
          } as const)
            .format(new Date(at))
            .replace(',', '');
        const result = kind === 'IMP' ? '54' : 'DISCHARGED_BACK';
        const after = [kind === 'IMP' && '21', end && result].filter(Boolean);
        if (start) told.push([`${mark}${clock(start)} –`, ...(end ? [clock(end)] : []), ...after].join(' '));
      }
      expect([shown, await visitsOf(taking, people[place] as MadeResident)]).toEqual([shown, told]);
    }
    for (let number = 0; number < cases; number++) {
      await take(fileOf([people[number] as MadeResident], random));
    }
    // Each record is of a visit of that person of which something told that it began so.
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
  }, 7_200_000);
}
