import type pg from 'pg';
import type { Identifiers } from '../../../src/access/identifiers.ts';
import type { MadeOrganisation } from '../../support/factories.ts';
import type { Setting } from './world.ts';

/** Plans, summaries and registrations are named by their resident, and have versions of their own. */
const singles: Record<string, string> = {
  ...{
    agreeCarePlan: 'care_plan',
    declineCarePlan: 'care_plan',
    reviewMedicines: 'care_plan',
    writeHomePart: 'care_plan',
  },
  ...{ writeClinicalSummary: 'clinical_summary', writePersonalSummary: 'personal_summary' },
  ...{ stateDeprivationOfLiberty: 'personal_summary', chooseOutcomes: 'personal_summary' },
  setPreferredClinician: 'gp_registration',
};

/** The version of what a mutation changes where it names something else, as the database holds it by now. */
export class Versions {
  readonly #owner: pg.Pool;
  readonly #identifiers: Identifiers;

  constructor(owner: pg.Pool, identifiers: Identifiers) {
    this.#owner = owner;
    this.#identifiers = identifiers;
  }

  async reads(mutation: string, input: Record<string, unknown>, { people }: Setting, by: MadeOrganisation) {
    const table = singles[mutation];
    if (table && 'version' in input) {
      const ids = people.map(({ id }) => id);
      const id = ids[this.#identifiers.encode('Resident', by.id, ids).indexOf(String(input.resident))];
      await this.#as(
        input,
        `select version from ${table} where resident_id = $1 and valid_until is null
         order by recorded_at desc`,
        [id ?? null],
      );
    }
    if (mutation === 'publishQualityAccount')
      await this.#as(
        input,
        `select version from quality_account where year = $1 and valid_until is null
         and home_id = (select id from care_home where organisation_id = $2)`,
        [input.year, by.id],
      );
  }

  /** Of what is not there yet none is read. */
  async #as(input: Record<string, unknown>, statement: string, values: unknown[]): Promise<void> {
    const { rows } = await this.#owner.query<{ version: number }>(statement, values);
    if (rows[0]) input.version = rows[0].version;
    else delete input.version;
  }
}
