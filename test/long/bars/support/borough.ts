import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HubProcess, type Installation, installation } from '../../../faults/support/hub-process.ts';
import { endCommands } from '../../../support/command.ts';
import { databaseOfOwn, type TestDatabase } from '../../../support/database.ts';

/** A hub of the small borough in a process of its own, and who asks it. */
export interface Borough {
  database: TestDatabase;
  place: Installation;
  hub: HubProcess;
  /** Practices with most residents first. */
  practices: { code: string; token: string; nhsNumber: string }[];
  homes: { code: string; token: string; nhsNumber: string }[];
  close(): Promise<void>;
}

export async function boroughOfOwn(more: Record<string, string> = {}): Promise<Borough> {
  const database = await databaseOfOwn('borough');
  const place = await installation(database.adminUrl, database.key);
  const hub = await place.hub();
  hub.start(more);
  await hub.ready();
  const of = async (kind: string, role: string) => {
    const { rows } = await database.owner.query<{ code: string; nhsNumber: string }>(
      `select o.code, min(t.nhs_number) as "nhsNumber" from hub.relationship r join organisation o on o.id = r.organisation_id
         join resident t on t.id = r.resident_id and t.valid_until is null
        where r.kind = $1 group by 1 order by count(*) desc, 1 limit 6`,
      [kind],
    );
    return Promise.all(rows.map(async (row) => ({ ...row, token: await place.token(row.code, role) })));
  };
  return {
    ...{ database, place, hub },
    practices: await of('practice.registered', 'clinician'),
    homes: await of('home.current', 'care-worker'),
    async close() {
      await hub.kill();
      endCommands();
      await place.remove();
      await database.drop();
    },
  };
}

/** A document of the first users, by its name. */
export const documentOf = (name: string) =>
  readFileSync(join(process.cwd(), 'test/documents', `${name}.graphql`), 'utf8');
