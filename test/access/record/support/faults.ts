import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** Something that goes wrong with the record, as an administrator or a machine would bring it about. */
export interface Fault {
  title: string;
  /** Makes it so, and gives back how to undo it. */
  inflict(admin: pg.Client): Promise<() => Promise<unknown>>;
}

const partition = `(select inhrelid::regclass::text as name from pg_inherits where inhparent = 'hub.access_entry'::regclass
  and inhrelid::regclass::text = 'hub.access_entry_' || to_char(now() at time zone 'UTC', 'YYYY_MM'))`;

async function thisMonth(admin: pg.Client): Promise<string> {
  const { rows } = await admin.query<{ name: string }>(`select name from ${partition} partition`);
  return (rows[0] as { name: string }).name;
}

/** A trigger that fails in a way of one's own. */
const failing = (body: string, when: string) => async (admin: pg.Client) => {
  const name = await thisMonth(admin);
  await admin.query(
    `create function hub.fault() returns trigger language plpgsql as $$ begin ${body} return new; end $$;
     create ${when.includes('deferred') ? 'constraint ' : ''}trigger fault ${when.replace('TABLE', name)}
       for each row execute function hub.fault()`,
  );
  return () => admin.query(`drop trigger fault on ${name}; drop function hub.fault()`);
};

/** The month's partition, and all that is added to it, on a disk of two megabytes that is full. */
async function fullDisk(admin: pg.Client): Promise<() => Promise<unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'caregraph-full-'));
  const { rows } = await admin.query<{ directory: string }>(`select current_setting('data_directory') as directory`);
  const owner = (await run('stat', ['-c', '%u:%g', rows[0]?.directory ?? ''])).stdout.trim();
  await run('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]);
  await run('chown', [owner, folder]);
  await chmod(folder, 0o700);
  const name = await thisMonth(admin);
  await admin.query(`create tablespace caregraph_full location '${folder}'`);
  await admin.query(`alter table ${name} set tablespace caregraph_full`);
  await admin.query(`create table hub.filling (bytes bytea) tablespace caregraph_full`);
  await admin.query('alter table hub.filling alter bytes set storage external');
  for (let bytes = 1_000_000; bytes >= 1_000; ) {
    const filled = await admin
      .query(`insert into hub.filling select gen_random_uuid()::text::bytea || repeat('x', $1)::bytea`, [bytes])
      .catch((error: pg.DatabaseError) => error);
    if (filled instanceof Error) bytes = Math.floor(bytes / 2);
  }
  // What room the partition's own last pages have left goes to entries that are taken back.
  for (const bytes of [1_000, 1]) {
    await admin.query('begin');
    const room = `insert into ${name} (request_id, agreement, kind, outcome, document)
      select gen_random_uuid(), 'none', 'READ', 'ANSWERED', repeat('x', $1)::bytea from generate_series(1, 100)`;
    for (let full = false; !full; )
      full = await admin.query(room, [bytes]).then(
        () => false,
        () => true,
      );
    await admin.query('rollback');
  }
  return async () => {
    await admin.query('drop table hub.filling');
    await admin.query(`alter table ${name} set tablespace pg_default`);
    await admin.query('drop tablespace caregraph_full');
    await run('umount', [folder]);
    await rm(folder, { recursive: true });
  };
}

/** Where nobody may mount a small disk, the error is that of a full one all the same. */
const saysFull = failing(`raise disk_full using message = 'could not extend file';`, 'before insert on TABLE');

export const faults: Fault[] = [
  {
    title: 'the recorder may not add entries any more',
    async inflict(admin) {
      const { rows } = await admin.query<{ columns: string }>(
        `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.column_privileges
         where table_schema = 'hub' and table_name = 'access_entry' and grantee = 'caregraph_recorder'
           and privilege_type = 'INSERT'`,
      );
      await admin.query('revoke insert on hub.access_entry from caregraph_recorder');
      return () => admin.query(`grant insert (${rows[0]?.columns}) on hub.access_entry to caregraph_recorder`);
    },
  },
  {
    title: 'the month has no partition',
    async inflict(admin) {
      const name = await thisMonth(admin);
      const { rows } = await admin.query<{ bound: string }>(
        'select pg_get_expr(relpartbound, oid) as bound from pg_class where oid = $1::regclass',
        [name],
      );
      await admin.query(`alter table hub.access_entry detach partition ${name}`);
      return () => admin.query(`alter table hub.access_entry attach partition ${name} ${rows[0]?.bound}`);
    },
  },
  {
    title: 'the disk is full',
    inflict: (admin) => fullDisk(admin).catch(() => saysFull(admin)),
  },
  {
    title: 'the record is locked',
    async inflict(admin) {
      await admin.query('begin; lock table hub.access_entry in access exclusive mode');
      return () => admin.query('rollback');
    },
  },
  {
    title: 'the commit fails after everything was read and written',
    inflict: failing(
      `raise exception 'not now' using errcode = '40000';`,
      'after insert on TABLE deferrable initially deferred',
    ),
  },
  {
    title: 'the recorder loses its connection in the middle of each statement',
    inflict: failing('perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1);', 'before insert on TABLE'),
  },
];
