import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
/** Seeding loads everything first and derives once. Nobody but the owner may work without the register. */
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;
const facts = [
  'gp_registration',
  'practice_agreement',
  'placement',
  'funding_component',
  'hospital_stay',
  'trust_contact',
  'safeguarding_enquiry',
  'objection',
];
/** Tables whose rows tell which residents a change touches: `rows` is the transition table. */
const touched: Record<string, { tables: string[]; residents: (rows: string) => string }> = {
  fact: { tables: facts, residents: (rows) => `select ${rows}.resident_id from ${rows}` },
  resident: { tables: ['resident'], residents: (rows) => `select ${rows}.id from ${rows}` },
  alignment: {
    tables: ['alignment'],
    residents: (rows) =>
      `select placement.resident_id from ${rows} join public.placement on placement.home_id = ${rows}.home_id`,
  },
  membership: {
    tables: ['network_membership'],
    residents: (rows) =>
      `select gp_registration.resident_id from ${rows}
        join public.gp_registration on gp_registration.practice_id = ${rows}.practice_id`,
  },
};
/** Who an organisation is decides about all of its residents; it hardly ever changes. */
const identity: [table: string, column: string][] = [
  ['organisation', 'agency'],
  ['practice', 'organisation_id'],
  ['care_home', 'organisation_id'],
];

/** SQL: two changes about one resident at the same time would each miss the other's fact. */
const byBucket = `        -- Two changes about one resident at the same time would each miss the other's fact.
        perform pg_advisory_xact_lock(7201600, bucket.number) from (
          select distinct hashtext(resident_id::text) & 255 as number from unnest(residents) resident_id order by 1
        ) bucket;`;
/** SQL: the register of these residents as what is due has it. */
const inStep = (residents: string, due: string) => `with due as materialized (
          select * from ${due}
        ),
        withdrawn as (
          delete from hub.relationship standing
          where standing.resident_id = any (${residents})
            and not exists (
              select from due
              where due.organisation_id = standing.organisation_id and due.resident_id = standing.resident_id
                and due.kind = standing.kind and due.evidence = standing.evidence and due.since = standing.since
            )
        )
        insert into hub.relationship as standing
          (organisation_id, resident_id, kind, bit, since, until, evidence, reason, objections)
        select due.organisation_id, due.resident_id, due.kind, relationship_kind.bit, due.since, due.until,
          due.evidence, due.reason, due.objections
        from due join hub.relationship_kind on relationship_kind.name = due.kind
        on conflict (organisation_id, resident_id, kind, evidence, since) do update
          set until = excluded.until, objections = excluded.objections
          where standing.until is distinct from excluded.until or standing.objections <> excluded.objections`;
const ofMany = `
        if cardinality(residents) > 20 then
          -- Planned for these, and nothing else that follows from it is.
          execute $many$${inStep('$1', 'hub.relationships_due_of_many($1)')}$many$ using residents;
          return;
        end if;
        -- Planning takes longer than deriving for a few.
        perform set_config('plan_cache_mode', 'force_generic_plan', true);`;
const ofAnyNumber = `
        -- Planning takes longer than deriving for a few, and a plan for a few is hopeless for thousands.
        perform set_config('plan_cache_mode',
          case when cardinality(residents) <= 20 then 'force_generic_plan' else 'force_custom_plan' end, true);`;
/** With how whoever else changes the same residents is waited for, and whether many are derived in a way of their own. */
export const deriveRelationships = (oneAtATime = byBucket, manyApart = false) => `
      create or replace function hub.derive_relationships(residents uuid[]) returns void
        language plpgsql volatile ${definer} set plan_cache_mode = auto as $$
      #variable_conflict use_column
      declare
        batch uuid[];
      begin
        if residents is null then
          for batch in
            select array_agg(numbered.id) from (
              select resident.id, row_number() over (order by resident.id) / 5000 as number from public.resident
            ) numbered group by numbered.number order by numbered.number
          loop
            perform hub.derive_relationships(batch);
          end loop;
          return;
        end if;
        if cardinality(residents) = 0 then
          return;
        end if;${manyApart ? `${oneAtATime}${ofMany}` : `${ofAnyNumber}\n${oneAtATime}`}
        ${inStep('residents', 'hub.relationships_due(residents)')};
      end $$;`;

/** Keeps the register in step with the facts: a withdrawn fact closes the record at the next question. */
export class Derivation extends Migration {
  override name = '20261122000700_derivation';

  override up(): void {
    this.addSql(`
${deriveRelationships().trim()}
            comment on function hub.derive_relationships is
        'Brings the register of these residents, or of all for null, in step with the facts.';

      create function hub.relationship_drift()
        returns table (problem text, organisation_id uuid, resident_id uuid, kind text, since timestamptz, evidence text)
        language plpgsql stable ${definer} set plan_cache_mode = force_custom_plan as $$
      #variable_conflict use_column
      begin
        return query
        select case when standing.kind is null then 'missing' when due.kind is null then 'surplus' else 'different' end,
          coalesce(due.organisation_id, standing.organisation_id), coalesce(due.resident_id, standing.resident_id),
          coalesce(due.kind, standing.kind), coalesce(due.since, standing.since),
          coalesce(due.evidence, standing.evidence)
        from hub.relationships_due(array(select resident.id from public.resident)) due
        full join hub.relationship standing
          on standing.organisation_id = due.organisation_id and standing.resident_id = due.resident_id
          and standing.kind = due.kind and standing.evidence = due.evidence and standing.since = due.since
        where standing.kind is null or due.kind is null or standing.until is distinct from due.until
          or standing.objections <> due.objections;
      end $$;
      comment on function hub.relationship_drift is
        'Rows in which the register differs from what the facts give reason for: must be none.';

      create function hub.derive_all() returns trigger language plpgsql ${definer} as $$
      begin
        if not coalesce(${loadingInBulk}, false) then
          perform hub.derive_relationships(null);
        end if;
        return null;
      end $$;`);

    for (const [name, { residents }] of Object.entries(touched)) {
      this.addSql(`
        create function hub.derive_after_${name}() returns trigger language plpgsql ${definer} as $$
        begin
          if coalesce(${loadingInBulk}, false) then
            return null;
          end if;
          if tg_op = 'UPDATE' then
            perform hub.derive_relationships(array(${residents('changed')} union ${residents('former')}));
          else
            perform hub.derive_relationships(array(${residents('changed').replace('select', 'select distinct')}));
          end if;
          return null;
        end $$;`);
    }
    const triggers = Object.keys(touched).map((name) => `derive_after_${name}`);
    for (const name of ['derive_relationships', 'relationship_drift', 'derive_all', ...triggers]) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }

    for (const [name, { tables }] of Object.entries(touched)) {
      for (const table of tables) this.follow(table, `hub.derive_after_${name}()`);
    }
    for (const [table, column] of identity) {
      this.addSql(`create trigger register_follows_identity after update of ${column} on ${table}
        for each statement execute function hub.derive_all()`);
    }
  }

  /** A trigger with transition tables serves one event. */
  private follow(table: string, derive: string): void {
    const each = `for each statement execute function ${derive}`;
    this.addSql(`
      create trigger register_follows_insert after insert on ${table} referencing new table as changed ${each};
      create trigger register_follows_update after update on ${table}
        referencing old table as former new table as changed ${each};
      create trigger register_follows_delete after delete on ${table} referencing old table as changed ${each};
      create trigger register_follows_truncate after truncate on ${table}
        for each statement execute function hub.derive_all();`);
  }

  override down(): void {
    for (const { tables } of Object.values(touched)) {
      for (const table of tables) {
        for (const event of ['insert', 'update', 'delete', 'truncate']) {
          this.addSql(`drop trigger register_follows_${event} on ${table}`);
        }
      }
    }
    for (const [table] of identity) this.addSql(`drop trigger register_follows_identity on ${table}`);
    for (const name of Object.keys(touched)) this.addSql(`drop function hub.derive_after_${name}`);
    this.addSql('drop function hub.derive_all, hub.relationship_drift, hub.derive_relationships');
  }
}
