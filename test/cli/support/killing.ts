import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { event, file } from '../../imports/support/adt-file.ts';
import { directory, location } from '../../imports/support/cqc-file.ts';
import { encounter, exported, patient } from '../../imports/support/fhir-file.ts';
import { type Taking, takingFiles } from '../../imports/support/taking.ts';
import { command } from '../../support/command.ts';
import { factoriesOn } from '../../support/factories.ts';
import { freshFolder } from '../../support/folder.ts';

/** A file that is taken on a hub, and what must be the same however often that was broken off. */
export interface Killed {
  format: string;
  /** Each with a blank before it. */
  options: string;
  /** Makes on an empty hub what the file is about, and gives the file: the same on each. */
  prepared(hub: Taking): Promise<string>;
  state(hub: Taking): Promise<unknown>;
}

/** Kills the command at so many moments of chance, each time runs it again, and in the end lets it finish: as if it never had been. */
export async function killedAnywhere({ format, options, prepared, state }: Killed, kills: number): Promise<void> {
  const [straight, killed, folder] = await Promise.all([takingFiles(), takingFiles(), freshFolder()]);
  const path = join(folder.folder, 'file');
  const content = await prepared(straight);
  expect(await prepared(killed)).toBe(content);
  await writeFile(path, content);
  const started = ({ database }: Taking) =>
    command(`import ${format} --as-of 2026-11-01T06:00:00Z${options} ${path}`, {
      ...{ DATABASE_URL: database.adminUrl, CAREGRAPH_MASTER_KEY: database.key.toString('hex') },
      ...{ CAREGRAPH_DATA: folder.folder, NO_COLOR: '1', TMPDIR: folder.folder },
    });
  const began = performance.now();
  expect(await started(straight).ended).toMatchObject({ code: 0, output: expect.stringMatching(/[1-9]\d* added/) });
  const lasted = performance.now() - began;
  const common = ({ rows }: Taking) =>
    Promise.all([
      rows('select line, column_name, code from hub.import_reject order by 1, 2, 3'),
      rows('select read, rejected, added, changed, ended, unchanged, state, merged_below from hub.import'),
      rows('select line from hub.record_source order by 1'),
      rows('select from hub.import_row'),
      rows('select * from hub.relationship_drift()'),
    ]);
  for (let kill = 0; kill < kills; kill++) {
    const { child, ended } = started(killed);
    await new Promise((resolve) => setTimeout(resolve, lasted * Math.random()));
    child.kill('SIGKILL');
    await ended;
  }
  expect((await started(killed).ended).code).toBe(0);
  expect([await state(killed), await common(killed)]).toEqual([await state(straight), await common(straight)]);
  await Promise.all([straight.database.drop(), killed.database.drop(), folder.remove()]);
}

export const killedDirectory: Killed = {
  format: 'cqc',
  options: '',
  prepared: async () =>
    directory(
      Array.from({ length: 5_000 }, (_, n) =>
        location(n + 1, n % 500 === 499 ? { 'Care homes beds': 'many' } : { 'Location ID': `1-${900_000_000 + n}` }),
      ),
    ),
  state: ({ rows }) => rows('select cqc_location_id, name, registered_beds from care_home order by 1'),
};

const two = (n: number) => String(n).padStart(2, '0');

/** Forty people, twelve visits of each, and among them messages that are about nobody here, or cannot be. */
export const killedMessages: Killed = {
  format: 'adt',
  options: ' --organisation RT-KILLED',
  async prepared({ database }) {
    const make = factoriesOn(database.owner);
    await make.organisation('trust', { code: 'RT-KILLED' });
    const people = [];
    for (let n = 0; n < 40; n++) people.push(await make.resident());
    let control = 0;
    const told = people.flatMap((patient, which) =>
      Array.from({ length: 12 }, (_, visit) => {
        const month = String(1 + (visit % 10)).padStart(2, '0');
        const day = visit < 10 ? '05' : '15';
        const say = (kind: string, hour: string, more = {}) =>
          event(kind, `2025${month}${day}${hour}`, patient, {
            ...{ 'MSH-10': `K${++control}`, 'PV1-19': `V${visit}-${patient.nhsNumber}` },
            ...more,
          });
        return [
          say('A01', '0900'),
          say('A08', '1000', { 'PV1-4': '2A', ...(which % 10 === 3 && { 'PV1-44': `2025${month}${day}2300` }) }),
          say('A03', '2200'),
          ...(which % 7 === 0 && visit === 5 ? [say('A11', '2300')] : []),
          event('A01', `2025${month}${day}0900`, { nhsNumber: '9990999997' }, { 'MSH-10': `K${++control}` }),
        ];
      }).flat(),
    );
    return file(...told);
  },
  state: ({ rows }) =>
    Promise.all([
      rows(
        `select r.nhs_number, s.admitted_at, s.discharged_at, s.admission_method, s.destination, s.version, s.valid_until is null as stands
         from hospital_stay s join resident r on r.id = s.resident_id order by 1, 2, 6`,
      ),
      rows('select visit, kind, began_at, ended_at, method, result from hub.adt_visit order by 1, 2'),
      rows('select visit, control_id, line from hub.adt_event order by 1, 2'),
    ]),
};

/** Forty people with six visits each, as a system exports its resources: the people first, whose visits come much later. */
export const killedResources: Killed = {
  format: 'fhir',
  options: ' --organisation RT-KILLED',
  async prepared({ database }) {
    const make = factoriesOn(database.owner);
    await make.organisation('trust', { code: 'RT-KILLED' });
    const people = [];
    for (let n = 0; n < 40; n++) people.push(await make.resident());
    const visits = people.flatMap((who, which) =>
      Array.from({ length: 6 }, (_, visit) => {
        const on = `2025-${two(2 * visit + 1)}-05`;
        const status = which % 7 === 0 && visit === 5 ? 'entered-in-error' : 'finished';
        return encounter(who, status, `${on}T22:00:00Z`, {
          id: `e${visit}-${who.nhsNumber}`,
          identifier: [{ system: 'https://trust.example/Id/visit', value: `V${visit}-${who.nhsNumber}` }],
          // One in ten says that it ended before it began.
          period: { start: `${on}T09:00:00Z`, end: `${on}T${which % 10 === 3 ? '08' : '21'}:00:00Z` },
        });
      }),
    );
    const stranger = { nhsNumber: '9990999997' };
    const strange = encounter(stranger, 'finished', '2025-06-01T22:00:00Z');
    return exported(...[stranger, ...people].map((who) => patient(who)), strange, ...visits);
  },
  state: async (hub) => [
    await killedMessages.state(hub),
    await hub.rows('select about from hub.import_row order by 1'),
  ],
};
