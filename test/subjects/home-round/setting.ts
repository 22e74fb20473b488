import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Factories, factoriesOn, type MadePlace, type MadeResident } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

const visit = 'id version reasons addedAt state seenAt seenBy outcomes followUp nextOn resident { id familyName }';
const round = `id plannedFor startedAt closedAt home { cqcLocationId } practice { odsCode }
  visits(first: 50) { totalCount nodes { ${visit} } }`;
const written = (mutation: string, fields: string) => {
  const name = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  return `mutation ($input: ${name}!) { ${mutation}(input: $input) { record { ${fields} } problems { path code } } }`;
};
const documents: Record<string, string> = {
  startHomeRound: written('startHomeRound', round),
  renewRoundList: written('renewRoundList', round),
  closeHomeRound: written('closeHomeRound', round),
  putOnRound: written('putOnRound', visit),
  recordRoundOutcome: written('recordRoundOutcome', visit),
};

export interface Visit {
  id: string;
  version: number;
  reasons: string[];
  state: string;
  seenAt: string | null;
  seenBy: string | null;
  outcomes: string[];
  followUp: string | null;
  nextOn: string | null;
  resident: { id: string; familyName: string | null };
}
export interface Round {
  id: string;
  plannedFor: string;
  closedAt: string | null;
  visits: { totalCount: number; nodes: Visit[] } | null;
}
export interface Outcome<Of> {
  record: Of;
  problems: { path: string[]; code: string }[];
}

/** A home aligned to a practice that leads for a network, and another practice outside it. */
export interface Setting {
  database: TestDatabase;
  hub: HubUnderTest;
  make: Factories;
  practice: MadePlace;
  colleague: MadePlace;
  outside: MadePlace;
  coordinator: Asking;
  /** A home of its own for each test: a list is of one home. */
  home(): Promise<MadePlace>;
  /** Lives there, registered with the practice unless with another, for a year. */
  someone(home: MadePlace, more?: object): Promise<MadeResident & { familyName: string }>;
  write<Of>(viewer: Asking, mutation: string, input: object): Promise<Outcome<Of>>;
  asked(viewer: Asking, mutation: string, input: object): ReturnType<Asking['ask']>;
  start(home: MadePlace, more?: object, viewer?: Asking): Promise<Outcome<Round>>;
  /** Who is on a list and why, by family name. */
  reasons(round: Round): Record<string, string[]>;
  end(): Promise<void>;
}

export async function setting(): Promise<Setting> {
  const database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const network = await make.network();
  const [practice, colleague, outside] = [
    await make.practice({ network }),
    await make.practice({ network }),
    await make.practice(),
  ];
  const hub = await startHub({ database });
  const coordinator = await hub.as(practice.organisation.code, 'care-coordinator', 'DIRECT_CARE');
  let keys = 0;
  let people = 0;
  const asked: Setting['asked'] = (viewer, mutation, input) =>
    viewer.ask(documents[mutation] ?? '', { input: { idempotencyKey: `round-key-${++keys}`, ...input } });
  const write: Setting['write'] = async (viewer, mutation, input) => {
    const { data, errors } = await asked(viewer, mutation, input);
    if (errors) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
    return (data as Record<string, never>)[mutation] as never;
  };
  return {
    ...{ database, hub, make, practice, colleague, outside, coordinator, asked, write },
    async home() {
      const home = await make.home();
      await make.alignment({ home, network, leadPractice: practice });
      return home;
    },
    async someone(home, more = {}) {
      const familyName = `Person ${++people}`;
      const resident = await make.resident({
        home,
        registeredWith: practice,
        since: '2025-11-01',
        familyName,
        ...more,
      });
      await make.carePlan({ resident, author: practice.organisation });
      await database.owner.query(`update care_plan set medication_reviewed_on = reviewed_on where resident_id = $1`, [
        resident.id,
      ]);
      return { ...resident, familyName };
    },
    start: (home, more = {}, viewer = coordinator) => write(viewer, 'startHomeRound', { home: home.code, ...more }),
    reasons: ({ visits }) =>
      Object.fromEntries(
        (visits?.nodes ?? []).map(({ resident, reasons }) => [resident.familyName ?? resident.id, reasons]),
      ),
    async end() {
      await hub.close();
      await database.drop();
    },
  };
}
