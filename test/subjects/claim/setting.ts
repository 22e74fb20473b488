import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import {
  type Factories,
  factoriesOn,
  type MadeOrganisation,
  type MadePlace,
  type MadeResident,
} from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

export const RESIDENT = `query ($nhsNumber: NhsNumber!) {
  resident(nhsNumber: $nhsNumber) { id familyName clinicalSummary { allergies } }
}`;
export const BREAK_GLASS = `mutation ($input: BreakGlassInput!) {
  breakGlass(input: $input) { outcome until problems { path code } }
}`;
export const ALERTS = `query ($awaitingReview: Boolean, $first: Int) {
  privacyAlerts(awaitingReview: $awaitingReview, first: $first) {
    totalCount
    nodes {
      id kind organisation { code } relationship nhsNumber reason madeBy role raisedAt until awaitsReview
      outcome note reviewedAt reviewedBy
    }
  }
}`;
export const REVIEW = `mutation ($input: ReviewBreakGlassInput!) {
  reviewBreakGlass(input: $input) { record { id outcome note reviewedBy awaitsReview } problems { path code } }
}`;

export type Problems = { path: string[]; code: string }[];
export interface Alert {
  id: string;
  kind: string;
  organisation: { code: string };
  relationship: string;
  nhsNumber: string;
  reason: string | null;
  madeBy: string | null;
  role: string | null;
  until: string | null;
  awaitsReview: boolean;
  outcome: string | null;
  note: string | null;
}

/** A home, its practice, and a practice and two trusts that have nothing to do with its residents. */
export interface Setting {
  database: TestDatabase;
  hub: HubUnderTest;
  make: Factories;
  home: MadePlace;
  practice: MadePlace;
  otherPractice: MadePlace;
  trust: MadeOrganisation;
  otherTrust: MadeOrganisation;
  someone(): Promise<MadeResident & { familyName: string; bornOn: string }>;
  /** What a clinician who stands before the person types. */
  typed(person: { nhsNumber: string }, more?: object): object;
  finds(viewer: Asking, person: { nhsNumber: string }): Promise<{ familyName: string } | null>;
  alertsOf(organisation: MadeOrganisation, variables?: object): Promise<Alert[]>;
  officer(organisation: MadeOrganisation, user?: string): Promise<Asking>;
  end(): Promise<void>;
}

export async function setting(): Promise<Setting> {
  const database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const [home, practice, otherPractice] = [await make.home(), await make.practice(), await make.practice()];
  const [trust, otherTrust] = [await make.organisation('trust'), await make.organisation('trust')];
  const hub = await startHub({ database });
  let keys = 0;
  const officer = (organisation: MadeOrganisation, user = 'officer') =>
    hub.as(organisation.code, 'privacy-officer', 'INFORMATION_GOVERNANCE', user);
  return {
    ...{ database, hub, make, home, practice, otherPractice, trust, otherTrust, officer },
    async someone() {
      const person = { familyName: `O’Brien-Smith`, bornOn: '1938-03-04' };
      return { ...(await make.resident({ home, registeredWith: practice, ...person })), ...person };
    },
    typed: ({ nhsNumber }, more = {}) => ({
      idempotencyKey: `claim-by-test-${++keys}`,
      nhsNumber,
      dateOfBirth: '1938-03-04',
      familyName: "O'BRIEN SMITH",
      ...more,
    }),
    finds: async (viewer, { nhsNumber }) =>
      (await viewer.ask<{ resident: { familyName: string } | null }>(RESIDENT, { nhsNumber })).data.resident,
    alertsOf: async (organisation, variables = {}) => {
      const { data } = await (await officer(organisation)).ask<{ privacyAlerts: { nodes: Alert[] } }>(
        ALERTS,
        variables,
      );
      return data.privacyAlerts.nodes;
    },
    async end() {
      await hub.close();
      await database.drop();
    },
  };
}

/** Made-up numbers that no resident has. */
export const nobody = { nhsNumber: '9990000018' };
