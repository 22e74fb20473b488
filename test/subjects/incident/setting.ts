import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Factories, factoriesOn, type MadeOrganisation, type MadePlace } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

const RESIDENT = 'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id } }';
const particulars = `kind subtype harm psychologicalHarm occurredAt location narrative headInjury fracture onAnticoagulant
  ambulanceCalled conveyed presentOnAdmission deviceRelated version`;
export const RECORD = `mutation ($input: RecordIncidentInput!) {
  recordIncident(input: $input) { record { id ${particulars} home { name } } problems { path code } }
}`;
export const AMEND = `mutation ($input: AmendIncidentInput!) {
  amendIncident(input: $input) { record { id ${particulars} } problems { path code } }
}`;

export interface Outcome {
  record: (Record<string, unknown> & { id: string; version: number }) | null;
  problems: { path: string[]; code: string }[];
}

/** A home, its practice, a trust and the council that pays, with those of them who record and read incidents. */
export interface Setting {
  database: TestDatabase;
  hub: HubUnderTest;
  make: Factories;
  home: MadePlace;
  practice: MadePlace;
  council: MadeOrganisation;
  worker: Asking;
  clinician: Asking;
  /** Lives in the home since 2024 and is registered with the practice. */
  someone(): Promise<{ id: string; nhsNumber: string; known: string }>;
  /** The id by which a viewer knows a resident. */
  known(viewer: Asking, nhsNumber: string): Promise<string>;
  record(viewer: Asking, resident: string, more?: object): Promise<Outcome>;
  amend(viewer: Asking, incident: string, version: number, more: object): Promise<Outcome>;
  key(): string;
  end(): Promise<void>;
}

export async function setting(): Promise<Setting> {
  const database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const [practice, home, council] = [await make.practice(), await make.home(), await make.organisation('council')];
  const hub = await startHub({ database });
  let keys = 0;
  const key = () => `incident-${++keys}`;
  const known: Setting['known'] = async (viewer, nhsNumber) => {
    const { data } = await viewer.ask<{ resident: { id: string } | null }>(RESIDENT, { nhsNumber });
    return data.resident?.id ?? '';
  };
  const worker = await hub.as(home.organisation.code, 'care-worker', 'DIRECT_CARE');
  return {
    ...{ database, hub, make, home, practice, council, worker, key, known },
    clinician: await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE'),
    async record(viewer, resident, more = {}) {
      const usual = { kind: 'FALL', harm: 'LOW', occurredAt: '2026-05-04T06:30:00Z' };
      const input = { idempotencyKey: key(), resident, ...usual, ...more };
      return (await viewer.ask<{ recordIncident: Outcome }>(RECORD, { input })).data.recordIncident;
    },
    async amend(viewer, incident, version, more) {
      const input = { idempotencyKey: key(), incident, version, ...more };
      return (await viewer.ask<{ amendIncident: Outcome }>(AMEND, { input })).data.amendIncident;
    },
    async someone() {
      const resident = await make.resident({ home, registeredWith: practice, since: '2024-02-01' });
      return { ...resident, known: await known(worker, resident.nhsNumber) };
    },
    async end() {
      await hub.close();
      await database.drop();
    },
  };
}
