import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const functions = [
  ...[
    'opened_by',
    'settle_funding',
    'enter_funding',
    'confirm_funding',
    'record_component',
    'end_component',
    'change_rate',
  ],
  'record_placement',
];
const called: [name: string, roles: string][] = [
  ['enter_funding', 'caregraph_council, caregraph_icb'],
  ['record_component', 'caregraph_council, caregraph_icb'],
  ['end_component', 'caregraph_council, caregraph_icb'],
  ['change_rate', 'caregraph_council, caregraph_icb'],
  ['record_placement', 'caregraph_council'],
  ['confirm_funding', 'caregraph_home'],
];

/** With what else the home must have said. */
export const settleFunding = (ofGround = ''): string => `
      create or replace function hub.settle_funding(number text) returns void language plpgsql volatile ${definer} as $$
      declare
        waiting record;
        person uuid;
        placed uuid;
      begin
        for waiting in
          select claim.id, claim.organisation_id, claim.home_id, claim.nhs_number, claim.date_of_birth, claim.family_name,
            claim.source, claim.weekly_amount, claim.from_on, claim.to_on, care_home.organisation_id as payee_id
          from hub.claim join public.care_home on care_home.id = claim.home_id
          where claim.kind = 'FUNDING' and claim.confirmed_at is null and claim.nhs_number = number
          order by claim.made_at
        loop
          person := hub.person_named(waiting.nhs_number, waiting.date_of_birth, waiting.family_name);
          select placement.id into placed from public.placement
          where placement.resident_id = person and placement.valid_until is null and placement.home_id = waiting.home_id
            and daterange(placement.from_on, placement.to_on) && daterange(waiting.from_on, waiting.to_on)
          order by placement.from_on desc limit 1;
          continue when placed is null or not exists (
            select from hub.funding_word word
            where word.resident_id = person and word.payer_id = waiting.organisation_id
              and word.home_id = waiting.payee_id and word.made_at > now() - interval '30 days'${ofGround});
          begin
            update hub.claim set confirmed_at = now(), resident_id = person, conflict = false where id = waiting.id;
            insert into public.funding_component (author_id, resident_id, placement_id, source, payer_id, payee_id,
              weekly_amount, from_on, to_on)
            values (waiting.organisation_id, person, placed, waiting.source, waiting.organisation_id, waiting.payee_id,
              waiting.weekly_amount, waiting.from_on, waiting.to_on);
          exception when integrity_constraint_violation then
            -- It stays pending beside what contradicts it.
            null;
          end;
        end loop;
      end $$;`;

/** A home says who pays, and nothing of the ground. */
export const confirmWithoutGround = `
      create function hub.confirm_funding(person uuid, payer uuid, says text) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own constant uuid := hub.organisation_for('confirmFunding');
        number text;
      begin
        if not hub.may_write_about(person, own, 'FundingComponent') then
          return 'UNKNOWN resident';
        end if;
        select resident.nhs_number into number from public.resident where resident.id = person;
        perform pg_advisory_xact_lock(7201602, hashtext(number));
        insert into hub.funding_word (home_id, payer_id, resident_id, made_by) values (own, payer, person, says);
        perform hub.settle_funding(number);
        return 'DONE';
      end $$;
      comment on function hub.confirm_funding is
        'A home says who pays for its resident, whether or not that organisation has said so.';`;

/** What councils and integrated care boards tell of what they pay for: a payer that sees a resident adds to it, any other claims it. */
export class FundingTold extends Migration {
  override name = '20261122002933_funding_told';

  override up(): void {
    this.addSql(`
      create table hub.funding_word (
        id uuid primary key default gen_random_uuid(),
        home_id uuid not null references organisation (id),
        payer_id uuid not null references organisation (id),
        resident_id uuid not null references resident (id) on delete cascade,
        made_by text not null,
        made_at timestamptz not null default now()
      );
      comment on table hub.funding_word is 'A home says that an organisation pays for its resident: without it no payer lets itself in.';
      create index funding_word_of_resident on hub.funding_word (resident_id, payer_id);
      alter table hub.funding_word enable row level security;
      alter table hub.funding_word force row level security;
      create policy funding_word_owner on hub.funding_word to caregraph_owner using (true);
      create policy funding_word_register on hub.funding_word to caregraph_register using (true);
      create policy funding_word_backup on hub.funding_word for select to caregraph_backup using (true);
      grant select, insert on hub.funding_word to caregraph_register;
      grant select on hub.funding_word to caregraph_backup;

      create function hub.opened_by(payer_agency text, source text) returns text
        language sql immutable parallel safe
        return case
          when payer_agency = 'council'
            and source in ('COUNCIL', 'JOINT', 'SECTION_117', 'DISCHARGE_TO_ASSESS', 'DEFERRED_PAYMENT') then 'council.funder'
          when payer_agency = 'icb' and source in ('CHC', 'CHC_FAST_TRACK', 'JOINT') then 'icb.chc'
          when payer_agency = 'icb' and source = 'FNC' then 'icb.fnc' end;
      comment on function hub.opened_by is
        'The relationship that a component opens to the organisation that pays; null of what such an organisation does not pay.';

      ${settleFunding().trim()}
      comment on function hub.settle_funding is 'Records what was claimed to be paid, where the home that is paid has said so lately.';

      create function hub.enter_funding(
        claimant text, in_role text, number text, born date, surname text, home uuid, ground_of_payment text,
        amount numeric, starts date, ends date, ground text
      ) returns table (id uuid, verdict text)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own constant uuid := hub.organisation_for('claimFunding');
        entry constant uuid := gen_random_uuid();
        opens text;
        person uuid;
        disputed boolean;
      begin
        select hub.opened_by(organisation.agency, ground_of_payment) into opens
        from public.organisation where organisation.id = own;
        perform hub.may_claim(own, claimant, number);
        if opens is null then
          return query select entry, 'OUT_OF_RANGE source';
          return;
        end if;
        -- Only what the organisation wrote itself.
        if exists (
          select from hub.claim
          where claim.organisation_id = own and claim.kind = 'FUNDING' and claim.nhs_number = number
            and claim.source = ground_of_payment and claim.home_id = home and claim.confirmed_at is null
            and daterange(claim.from_on, claim.to_on) && daterange(starts, ends)
        ) then
          return query select entry, 'ALREADY_RECORDED';
          return;
        end if;
        person := hub.person_named(number, born, surname);
        disputed := exists (
          select from public.placement elsewhere
          where elsewhere.resident_id = person and elsewhere.valid_until is null and elsewhere.home_id <> home
            and daterange(elsewhere.from_on, elsewhere.to_on) && daterange(starts, ends));
        insert into hub.claim (id, organisation_id, made_by, role, kind, nhs_number, date_of_birth, family_name, reason,
          since, opened, conflict, resident_id, home_id, source, weekly_amount, from_on, to_on)
        values (entry, own, claimant, in_role, 'FUNDING', number, born, surname, ground,
          hub.start_of_day(starts), false, disputed, person, home, ground_of_payment, amount, starts, ends);
        perform hub.tell_of_claim(entry, opens, disputed);
        perform hub.settle_claims(array[number]);
        perform hub.settle_funding(number);
        return query select entry, 'DONE';
      end $$;
      comment on function hub.enter_funding is
        'Enters that an organisation pays for somebody''s care in a home, and tells the privacy officers.';

${confirmWithoutGround}`);

    this.addSql(`
      create function hub.record_component(
        person uuid, home uuid, ground_of_payment text, amount numeric, starts date, ends date
      ) returns table (id uuid, verdict text)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own constant uuid := hub.organisation_for('recordFundingComponent');
        entry constant uuid := gen_random_uuid();
        opens text;
        placed record;
      begin
        select hub.opened_by(organisation.agency, ground_of_payment) into opens
        from public.organisation where organisation.id = own;
        if not hub.may_write_about(person, own, 'FundingComponent') then
          return query select entry, 'UNKNOWN resident';
          return;
        end if;
        -- What would open more than the organisation sees already is claimed, and borne out by the home.
        if not exists (
          select from hub.relationship related
          where related.organisation_id = own and related.resident_id = person and related.kind = opens
            and related.since <= now() and (related.until is null or related.until > now())
        ) then
          return query select entry, 'OUT_OF_RANGE source';
          return;
        end if;
        select placement.id, placement.to_on, care_home.organisation_id into placed from public.placement
        join public.care_home on care_home.id = placement.home_id
        where placement.resident_id = person and placement.valid_until is null and placement.home_id = home
          and placement.from_on <= starts and (placement.to_on is null or placement.to_on > starts)
        for update of placement;
        if not found then
          return query select entry, 'OUT_OF_RANGE from';
        elsif ends > placed.to_on then
          return query select entry, 'OUT_OF_RANGE to';
        elsif exists (
          select from public.funding_component same
          where same.resident_id = person and same.payer_id = own and same.source = ground_of_payment
            and same.valid_until is null
            and daterange(same.from_on, same.to_on) && daterange(starts, coalesce(ends, placed.to_on))
        ) then
          return query select entry, 'ALREADY_RECORDED from';
        else
          insert into public.funding_component (id, author_id, resident_id, placement_id, source, payer_id, payee_id,
            weekly_amount, from_on, to_on)
          values (entry, own, person, placed.id, ground_of_payment, own, placed.organisation_id, amount, starts,
            coalesce(ends, placed.to_on));
          return query select entry, 'DONE';
        end if;
      end $$;
      comment on function hub.record_component is
        'An organisation that pays for a resident''s care pays another part of the same kind.';

      create function hub.end_component(component uuid, read_version int, last_day date) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own constant uuid := hub.organisation_for('endFundingComponent');
        standing record;
      begin
        select paid.resident_id, paid.version, paid.from_on, paid.to_on into standing from public.funding_component paid
        where paid.id = component and paid.valid_until is null and paid.author_id = own and paid.payer_id = own for update;
        if not found or not hub.may_write_about(standing.resident_id, own, 'FundingComponent') then
          return 'UNKNOWN fundingComponent';
        elsif standing.version <> read_version then
          return 'STALE_VERSION version';
        elsif hub.start_of_day(standing.to_on) <= now() then
          return 'ALREADY_ENDED fundingComponent';
        elsif last_day < standing.from_on then
          return 'TOO_EARLY on';
        elsif last_day > standing.to_on then
          return 'OUT_OF_RANGE on';
        end if;
        update public.funding_component set to_on = last_day where id = component;
        return 'DONE';
      end $$;
      comment on function hub.end_component is 'An organisation stops paying what it pays; nobody lengthens it.';

      create function hub.change_rate(component uuid, read_version int, amount numeric, changes date)
        returns table (id uuid, verdict text)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own constant uuid := hub.organisation_for('changeRate');
        entry constant uuid := gen_random_uuid();
        standing record;
      begin
        select paid.resident_id, paid.placement_id, paid.source, paid.payee_id, paid.version, paid.from_on, paid.to_on
        into standing from public.funding_component paid
        where paid.id = component and paid.valid_until is null and paid.author_id = own and paid.payer_id = own for update;
        if not found or not hub.may_write_about(standing.resident_id, own, 'FundingComponent') then
          return query select entry, 'UNKNOWN fundingComponent';
        elsif standing.version <> read_version then
          return query select entry, 'STALE_VERSION version';
        elsif changes <= standing.from_on then
          return query select entry, 'TOO_EARLY from';
        elsif changes >= standing.to_on then
          return query select entry, 'OUT_OF_RANGE from';
        else
          update public.funding_component set to_on = changes where id = component;
          insert into public.funding_component (id, author_id, resident_id, placement_id, source, payer_id, payee_id,
            weekly_amount, from_on, to_on)
          values (entry, own, standing.resident_id, standing.placement_id, standing.source, own, standing.payee_id, amount,
            changes, standing.to_on);
          return query select entry, 'DONE';
        end if;
      end $$;
      comment on function hub.change_rate is 'Another amount from a day on: one component ends, and the next begins.';

      create function hub.record_placement(
        person uuid, home uuid, care text, moves_in date
      ) returns table (id uuid, verdict text)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own constant uuid := hub.organisation_for('recordPlacement');
        entry constant uuid := gen_random_uuid();
      begin
        if not hub.may_write_about(person, own, 'Placement') then
          return query select entry, 'UNKNOWN resident';
        elsif exists (
          select from public.placement
          where placement.resident_id = person and placement.valid_until is null and placement.home_id = home
            and (placement.to_on is null or placement.to_on > moves_in)
        ) then
          return query select entry, 'ALREADY_RECORDED';
        elsif exists (
          select from public.placement
          where placement.resident_id = person and placement.valid_until is null
            and (placement.to_on is null or placement.to_on > moves_in)
        ) then
          return query select entry, 'NOT_POSSIBLE from';
        else
          insert into public.placement (id, author_id, resident_id, home_id, care_type, from_on)
          values (entry, own, person, home, care, moves_in);
          return query select entry, 'DONE';
        end if;
      end $$;
      comment on function hub.record_placement is 'A council records where somebody for whom it pays moves in.';`);
    for (const name of functions) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    for (const [name, roles] of called) this.addSql(`grant execute on function hub.${name} to ${roles}`);
  }

  override down(): void {
    this.addSql(`
      drop function ${functions.map((name) => `hub.${name}`).join(', ')};
      drop table hub.funding_word;`);
  }
}
