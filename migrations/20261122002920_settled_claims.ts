import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;
/** A practice's own word that somebody came to it lately: that one was on a list long before tells of no move. */
export const lately = 28;
const facts = ['placement', 'funding_component', 'gp_registration', 'practice_agreement'];
const functions = [
  'bears_out',
  'settle_admission',
  'settle_claims',
  'facts_bear_out',
  'resident_arrived',
  'home_accepted',
];

/** With when it was said, as one more argument; when a practice's fact is of the same time as the move; and what else does. */
export const bearsOut = (
  more: { said: string; lately: string; besides?: string } = {
    said: '',
    lately: `came.from_on >= moved_in - ${lately}`,
  },
) => `
      create function hub.bears_out(person uuid, home uuid, own uuid, moved_in date${more.said}) returns boolean
        language sql stable ${definer}
        return exists (
          select from public.funding_component paid
          join public.organisation payer on payer.id = paid.author_id and payer.agency in ('council', 'icb')
          where paid.resident_id = person and paid.valid_until is null and paid.payee_id = own
            and (paid.to_on is null or paid.to_on > moved_in)
        ) or exists (
          select from public.placement placed
          join public.organisation arranged on arranged.id = placed.author_id and arranged.agency = 'council'
          where placed.resident_id = person and placed.valid_until is null and placed.home_id = home
            and (placed.to_on is null or placed.to_on > moved_in)
        ) or exists (
          -- of the practices that serve the home
          select from (
            select practice_id, author_id, from_on, to_on from public.gp_registration
            where resident_id = person and valid_until is null
            union all
            select practice_id, author_id, from_on, to_on from public.practice_agreement
            where resident_id = person and valid_until is null
          ) came
          join public.organisation practice on practice.id = came.author_id and practice.agency = 'practice'
          join public.alignment on alignment.home_id = home
            and daterange(alignment.from_on, alignment.to_on) @> came.from_on
          where ${more.lately} and (came.to_on is null or came.to_on > moved_in)
            and (alignment.lead_practice_id = came.practice_id or exists (
              select from public.network_membership membership
              where membership.practice_id = came.practice_id and membership.network_id = alignment.network_id
                and daterange(membership.from_on, membership.to_on) @> came.from_on))
        ) or exists (
          -- a hospital or a council asked the home to take this person, and the home said yes
          select from hub.relationship accepted
          where accepted.organisation_id = own and accepted.resident_id = person and accepted.kind = 'home.accepted'
            and accepted.since <= now() and (accepted.until is null or accepted.until > now())
        )${more.besides ?? ''};`;

/** With what else of the home's placement is taken over, and what of those who pay is not recorded twice. */
export const settleAdmission = (more = { columns: '', unless: '' }) => `
      create or replace function hub.settle_admission(entry uuid, known uuid, funders uuid[]) returns void
        language plpgsql volatile ${definer} as $$
      declare
        said hub.claim;
        person uuid := known;
        placed uuid;
      begin
        select * into said from hub.claim where id = entry;
        update hub.claim set confirmed_at = now() where id = entry or id = any (funders);
        if person is null then
          insert into public.resident (author_id, nhs_number, nhs_number_status, given_name, family_name, date_of_birth,
            date_of_death, sex)
          select author_id, nhs_number, nhs_number_status, given_name, family_name, date_of_birth, date_of_death, sex
          from public.resident where id = said.admitted_id
          returning id into person;
        else
          update public.resident set date_of_death = word.date_of_death
          from (select date_of_death from public.resident where id = said.admitted_id) word
          where resident.id = person and resident.date_of_death is null and word.date_of_death is not null;
        end if;
        update hub.claim set resident_id = person where id = entry or id = any (funders);
        -- Somebody else may have recorded that the person lives there: what the home said is then the same once more.
        select standing.id into placed from public.placement standing
        join public.placement word on word.resident_id = said.admitted_id and word.valid_until is null
        where standing.resident_id = person and standing.valid_until is null and standing.home_id = said.home_id
          and daterange(standing.from_on, standing.to_on) && daterange(word.from_on, word.to_on)
        order by standing.from_on limit 1;
        if placed is null then
          insert into public.placement (author_id, resident_id, home_id, care_type, room, from_on, to_on, bed_held_until${more.columns})
          select author_id, person, home_id, care_type, room, from_on, to_on, bed_held_until${more.columns}
          from public.placement where resident_id = said.admitted_id and valid_until is null
          returning id into placed;
        end if;
        update public.absence set resident_id = person, placement_id = placed
        where resident_id = said.admitted_id and valid_until is null;
        update public.incident set resident_id = person where resident_id = said.admitted_id and valid_until is null;
        update public.placement set valid_until = now() where resident_id = said.admitted_id and valid_until is null;
        update public.resident set valid_until = now() where id = said.admitted_id;
        insert into public.funding_component (author_id, resident_id, placement_id, source, payer_id, payee_id,
          weekly_amount, from_on, to_on)
        select funding.organisation_id, person, placed, funding.source, funding.organisation_id, said.organisation_id,
          funding.weekly_amount, funding.from_on, funding.to_on
        from hub.claim funding where funding.id = any (funders)${more.unless};
      end $$;`;

/** SQL: two organisations may say at once what bears the other out. */
const numbersLocked = `
        -- Two organisations may say at once what bears the other out.
        perform pg_advisory_xact_lock(7201602, bucket.number) from (
          select distinct hashtext(number) as number from unnest(numbers) number order by 1
        ) bucket;`;
/** SQL: whoever lives elsewhere on any of these days has not moved in. */
const anyElsewhere = `          disputed := exists (
            select from public.placement elsewhere
            where elsewhere.resident_id = person and elsewhere.valid_until is null
              and elsewhere.home_id <> waiting.home_id
              and daterange(elsewhere.from_on, elsewhere.to_on) && waiting.period);
`;
/** With who is waited for: `first`, before anything is read, or `later`, where somebody has claimed something; and
 * with what a placement elsewhere comes to. */
export const settleClaims = (
  more = { reads: '', said: '' },
  waits = { first: '', later: numbersLocked },
  elsewhere = { keeps: '', disputes: anyElsewhere, begins: '' },
) => `
      create or replace function hub.settle_claims(numbers text[]) returns void language plpgsql volatile ${definer} as $$
      declare
        waiting record;
        person uuid;
        disputed boolean;
        funders uuid[];${elsewhere.keeps}
      begin${waits.first}
        if not exists (
          select from hub.claim
          where claim.nhs_number = any (numbers) and claim.kind = 'PLACEMENT' and claim.confirmed_at is null
        ) then
          return;
        end if;${waits.later}
        for waiting in
          select claim.id, claim.organisation_id, claim.home_id, claim.nhs_number, claim.date_of_birth, claim.family_name,
            claim.resident_id, claim.conflict, ${more.reads}word.from_on, daterange(word.from_on, word.to_on) as period
          from hub.claim
          join public.placement word on word.resident_id = claim.admitted_id and word.valid_until is null
            and (word.to_on is null or word.to_on > word.from_on)
          where claim.kind = 'PLACEMENT' and claim.confirmed_at is null and claim.nhs_number = any (numbers)
          order by claim.made_at
        loop
          person := hub.person_named(waiting.nhs_number, waiting.date_of_birth, waiting.family_name);
${elsewhere.disputes}          update hub.claim set resident_id = person, conflict = disputed
          where id = waiting.id and (resident_id is distinct from person or conflict <> disputed);
          -- Of somebody else's number, and of one who lives elsewhere, nothing is borne out.
          continue when disputed or person is null and exists (
            select from public.resident
            where resident.nhs_number = waiting.nhs_number and resident.valid_until is null
              and resident.admitted_by_id is null);
          funders := array(
            select funding.id from hub.claim funding
            where funding.kind = 'FUNDING' and funding.confirmed_at is null and funding.home_id = waiting.home_id
              and funding.nhs_number = waiting.nhs_number and funding.date_of_birth = waiting.date_of_birth
              and hub.same_name(funding.family_name, waiting.family_name)
              and daterange(funding.from_on, funding.to_on) && waiting.period
            order by funding.made_at);
          continue when cardinality(funders) = 0
            and not hub.bears_out(person, waiting.home_id, waiting.organisation_id, waiting.from_on${more.said});
          begin${elsewhere.begins}
            perform hub.settle_admission(waiting.id, person, funders);
          exception when integrity_constraint_violation then
            -- It stays pending beside what contradicts it, and whoever records that need not know.
            null;
          end;
        end loop;
      end $$;`;

/** What a home said of somebody becomes what the hub knows, when another organisation bears it out. */
export class SettledClaims extends Migration {
  override name = '20261122002920_settled_claims';

  override up(): void {
    this.addSql(`
      ${bearsOut().trim()}
      comment on function hub.bears_out is
        'Whether another organisation''s fact bears out that this person moved into this home on that day.';

      ${settleAdmission().trim()}
      comment on function hub.settle_admission is
        'Records of the person what the home said, and what those said who pay for it; from then on it is seen like anything else.';

      ${settleClaims().trim()}
      comment on function hub.settle_claims is
        'Settles what homes said of people with these numbers, where another organisation bears it out by now.';`);

    this.addSql(`
      create function hub.facts_bear_out() returns trigger language plpgsql ${definer} as $$
      begin
        if not coalesce(${loadingInBulk}, false) then
          perform hub.settle_claims(array(
            select distinct resident.nhs_number from changed
            join public.resident on resident.id = changed.resident_id
            where resident.admitted_by_id is null and changed.former_of is null));
        end if;
        return null;
      end $$;
      comment on function hub.facts_bear_out is 'After a fact about people: what homes said of them may be borne out.';

      create function hub.resident_arrived() returns trigger language plpgsql ${definer} as $$
      begin
        if not coalesce(${loadingInBulk}, false) then
          perform hub.settle_claims(array(
            select distinct changed.nhs_number from changed where changed.admitted_by_id is null and changed.former_of is null));
        end if;
        return null;
      end $$;
      comment on function hub.resident_arrived is 'A person comes to the hub of whom a home may have spoken before.';

      create function hub.home_accepted() returns trigger language plpgsql ${definer} as $$
      begin
        if not coalesce(${loadingInBulk}, false) then
          perform hub.settle_claims(array(
            select distinct resident.nhs_number from changed
            join public.resident on resident.id = changed.resident_id
            where changed.kind = 'home.accepted'));
        end if;
        return null;
      end $$;
      comment on function hub.home_accepted is 'A home was asked to take somebody and said yes, which bears out that the person moved in.';`);
    for (const name of functions) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    for (const [table, name] of followed) {
      for (const event of ['insert', 'update']) {
        this.addSql(`create trigger claims_settled_by_${event} after ${event} on ${table}
          referencing new table as changed for each statement execute function hub.${name}()`);
      }
    }
    this.addSql(`create trigger claims_settled_by_insert after insert on hub.relationship
      referencing new table as changed for each statement execute function hub.home_accepted()`);
  }

  override down(): void {
    this.addSql('drop trigger claims_settled_by_insert on hub.relationship');
    for (const [table] of followed) {
      for (const event of ['insert', 'update']) this.addSql(`drop trigger claims_settled_by_${event} on ${table}`);
    }
    this.addSql(`drop function ${functions.map((name) => `hub.${name}`).join(', ')}`);
  }
}

const followed = [
  ...facts.map((table) => [table, 'facts_bear_out'] as const),
  ['resident', 'resident_arrived'] as const,
];
