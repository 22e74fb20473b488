import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isObjectType } from 'graphql';
import pg from 'pg';
import { tablesAboutResidents } from '../../src/access/retention/tables.ts';
import { applyAgreement } from '../../src/agreement/apply.ts';
import { contractOf } from '../../src/server/contract/contract.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { agreementFile } from '../support/hub.ts';
import { Oracle } from '../support/oracle.ts';
import { backupReadsAll } from './catalogue/backup.ts';
import { importerKeepsTo } from './catalogue/importing.ts';
import {
  type Agreed,
  otherPrivileges,
  type Query,
  readingPrivileges,
  writingPrivileges,
} from './catalogue/privileges.ts';
import { accessRecord } from './catalogue/record.ts';
import { functions, ownership, rowSecurity, statedRows } from './catalogue/security.ts';

let database: TestDatabase;
let agreed: Agreed;
/** An administrator's connection: he may spoil what the hub's own roles cannot. */
let client: pg.Client;

beforeAll(async () => {
  database = await databaseOfOwn();
  const { graph, agreement, tables } = await contractOf(agreementFile);
  const owner = await database.owner.connect();
  await applyAgreement(owner, agreement, tables).finally(() => owner.release());
  const types = Object.values(graph.getTypeMap()).filter(isObjectType);
  agreed = {
    oracle: Oracle.of(agreementFile),
    fields: new Map(types.map((type) => [type.name, Object.keys(type.getFields())])),
  };
  client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

/** Everything in the database that is not as the agreement and the three walls want it. */
async function findings(): Promise<string[]> {
  const query: Query = async (text, values) => (await client.query(text, values)).rows;
  const found = [
    await readingPrivileges(query, agreed),
    await writingPrivileges(query, agreed),
    await otherPrivileges(query),
    await rowSecurity(query),
    await statedRows(query),
    await ownership(query),
    await functions(query),
    await accessRecord(query),
    await backupReadsAll(query),
    await importerKeepsTo(query),
    await tablesAboutResidents(client).then(
      () => [],
      ({ message }: Error) => [message],
    ),
  ];
  return [...new Set(found.flat())];
}

describe('the catalogue of the database', () => {
  it('grants, guards and owns exactly what the agreement and the walls want', async () => {
    expect(await findings()).toEqual([]);
  });
});

const ownOrganisation = `(select nullif(current_setting('hub.organisation', true), '')::uuid)`;

/** What an oversight in a migration would look like, and what must be found of it. */
const oversights: [title: string, statement: string, found: RegExp][] = [
  ['a table about residents without row security', 'create table diary (resident_id uuid)', /^diary does not force/],
  ['a table on no list', 'create table hub.scratch (note text)', /^hub.scratch is on no list$/],
  [
    'row security that spares the owner',
    'alter table incident no force row level security',
    /^incident does not force row security$/,
  ],
  [
    'another policy beside the one that asks the register',
    'create policy open_door on incident for select to caregraph_trust using (true)',
    /^incident lets agencies pass/,
  ],
  ['a policy for everybody', 'create policy open_door on resident using (true)', /^resident lets agencies pass/],
  [
    'a column that the agreement shares with nobody',
    'grant select (internal_note) on incident to caregraph_home',
    /^caregraph_home reads public.incident.internal_note$/,
  ],
  [
    'a column that the agreement shares with others',
    'grant select (room) on placement to caregraph_council',
    /^caregraph_council reads public.placement.room$/,
  ],
  [
    'a file of one organisation that reads what others have',
    'create policy open_door on placement for select to caregraph_importer using (true)',
    /^open_door lets the importer pass at placement$/,
  ],
  [
    'a file that says more of a person than files say',
    'grant update (given_name) on resident to caregraph_importer',
    /^caregraph_importer may UPDATE resident$/,
  ],
  [
    'a new column',
    'alter table resident add column nickname text; grant select (nickname) on resident to caregraph_practice',
    /^caregraph_practice reads public.resident.nickname$/,
  ],
  [
    'a whole table',
    'grant select on trust_contact to caregraph_trust',
    /^caregraph_trust reads public.trust_contact.kind$/,
  ],
  [
    'a privilege that is missing',
    'revoke select (given_name) on resident from caregraph_home',
    /^caregraph_home does not read public.resident.given_name$/,
  ],
  [
    'a right to write',
    'grant update (room) on placement to caregraph_home',
    /^caregraph_home may update public.placement.room$/,
  ],
  [
    'a right to write what the agreement lets others write',
    'grant insert (kind) on objection to caregraph_dashboard',
    /^caregraph_dashboard may insert public.objection.kind$/,
  ],
  [
    'an access record that the recorder may date',
    'grant insert (at) on hub.access_entry to caregraph_recorder',
    /^caregraph_recorder adds otherwise to hub.access_entry.at$/,
  ],
  [
    'an access record that can be taken away',
    'grant delete on hub.access_entry to caregraph_sealer',
    /^caregraph_sealer may change hub.access_entry$/,
  ],
  [
    'an access record without its guard',
    'alter table hub.access_entry disable trigger access_entry_is_kept',
    /^hub.access_entry\S* could be changed$/,
  ],
  [
    'an access record that agencies read',
    'create policy open_door on hub.access_entry for select to caregraph_trust using (true)',
    /^hub.access_entry lets agencies pass/,
  ],
  [
    'a right to say when a record was made',
    'grant insert (recorded_at) on objection to caregraph_home',
    /^caregraph_home may insert public.objection.recorded_at$/,
  ],
  [
    'a right to make large objects',
    'grant execute on function lo_create(oid) to caregraph_home',
    /^caregraph_home may make large objects by lo_create\(oid\)$/,
  ],
  ['a right to delete', 'grant delete on objection to caregraph_home', /^caregraph_home may write objection$/],
  [
    'a policy that lets anybody write about anybody',
    'create policy open_door on objection for insert to caregraph_home with check (true)',
    /^objection lets agencies pass/,
  ],
  [
    'a policy that lets a home speak for another',
    'create policy open_door on capacity for insert to caregraph_home with check (true)',
    /^capacity lets agencies speak for others$/,
  ],
  [
    'a policy that lets a home change the past',
    `alter policy capacity_ended on capacity with check (author_id = ${ownOrganisation})`,
    /^capacity lets agencies speak for others$/,
  ],
  [
    'a table that agencies write without row security',
    'alter table capacity no force row level security',
    /^capacity does not force row security$/,
  ],
  [
    'a right to change what was said',
    'grant update (available) on capacity to caregraph_home',
    /^caregraph_home may update public.capacity.available$/,
  ],
  [
    'a right to speak of a home that only homes have',
    'grant insert (available) on capacity to caregraph_council',
    /^caregraph_council may insert public.capacity.available$/,
  ],
  [
    "a view with its owner's rights",
    'create view everyone as select * from resident; alter view everyone owner to caregraph_owner',
    /^everyone reads with its owner's rights$/,
  ],
  [
    "a function with its owner's rights",
    `create function hub.peek() returns text language sql security definer return 'x'; alter function hub.peek owner to caregraph_owner`,
    /^hub.peek\(\) runs with the rights of caregraph_owner$/,
  ],
  [
    'a definer function that looks names up in any schema',
    'alter function hub.derive_all() reset search_path',
    /^hub.derive_all\(\) looks names up wherever its caller says$/,
  ],
  [
    'a function that agencies may run',
    'grant execute on function hub.relationship_drift to caregraph_home',
    /^hub.relationship_drift\(\) may be run by caregraph_home/,
  ],
  [
    'a function for everybody',
    'grant execute on function hub.derive_relationships to public',
    /^hub.derive_relationships\(uuid\[\]\) may be run by everybody$/,
  ],
  ['a table of an agency', 'alter table capacity owner to caregraph_home', /^caregraph_home owns table capacity$/],
  [
    'a table that no backup reads',
    'create table hub.scratch (note text)',
    /^caregraph_backup does not read hub.scratch$/,
  ],
  [
    'a counter that no backup reads',
    'revoke select on hub.access_number from caregraph_backup',
    /^caregraph_backup does not read hub.access_number$/,
  ],
  [
    'a table of which a backup reads no row, and does not know it',
    'drop policy incident_backup on incident',
    /^caregraph_backup does not read every row of incident$/,
  ],
  [
    'a table of which a backup reads some rows',
    'create policy fewer on incident as restrictive using (version > 1)',
    /^caregraph_backup does not read every row of incident$/,
  ],
  [
    'a backup that writes',
    'grant update (room) on placement to caregraph_backup',
    /^caregraph_backup may update placement.room$/,
  ],
  ['a backup that deletes', 'grant delete on objection to caregraph_backup', /^caregraph_backup may delete objection$/],
  [
    'a backup that counts',
    'grant usage on sequence hub.access_number to caregraph_backup',
    /^caregraph_backup may usage hub.access_number$/,
  ],
  [
    'a backup that runs a function of the register',
    'grant execute on function hub.derive_all to caregraph_backup',
    /^caregraph_backup may run hub.derive_all\(\)$/,
  ],
  [
    'a backup with tables of its own',
    'grant temporary on database :database to caregraph_backup',
    /^caregraph_backup may create in the database$/,
  ],
  [
    'a backup in the role of the register',
    'grant caregraph_register to caregraph_backup',
    /^caregraph_backup may act as caregraph_register$/,
  ],
  [
    'an importer of what it has no file for',
    'grant select (narrative) on incident to caregraph_importer',
    /^caregraph_importer may SELECT incident$/,
  ],
  [
    'an importer in the role of a home',
    'grant caregraph_home to caregraph_importer',
    /^caregraph_importer may act as caregraph_home$/,
  ],
  [
    'a table of which rows outlive their retention',
    'drop policy incident_eraser on incident',
    /^Nothing is erased.* public.incident hides rows from the role that erases/,
  ],
  ['one agency in the role of another', 'grant caregraph_trust to caregraph_home', /may act as caregraph_trust$/],
  ['a role past row security', 'alter role caregraph_dashboard bypassrls', /^caregraph_dashboard is a strong role$/],
];

describe('an oversight is found', () => {
  it.each(oversights)('%s', async (_, statement, found) => {
    await client.query('begin');
    try {
      await client.query(statement.replace(':database', database.name));
      expect(await findings()).toContainEqual(expect.stringMatching(found));
    } finally {
      await client.query('rollback');
    }
  });
});
