import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const today = `(now() at time zone 'Europe/London')::date`;
const before = 'text[], date[], text[], date[], date[]';
const since = `${before}, text[]`;

/** SQL: whom a practice's list names, with the homes that it names or without, and what of a home's word counts. */
const peopleListed = (more: Record<'given' | 'each' | 'column' | 'waits' | 'fits' | 'leads' | 'number', string>) => `
      create function hub.people_listed(numbers text[], born date[], surnames text[], starts date[], ends date[]${more.given})
        returns table (place bigint, resident_id uuid, fits boolean, awaited boolean, elsewhere date)
        language sql stable ${definer} as $$
        select said.place, known.id, known.date_of_birth = said.born and hub.same_name(known.family_name, said.surname)${more.fits},
          case when said.number is null then said.born is null or exists (
            select from public.gp_registration registration
            join public.practice on practice.id = registration.practice_id
            join public.resident person on person.id = registration.resident_id and person.valid_until is null
            where practice.organisation_id = ${own} and registration.valid_until is null and person.date_of_birth = said.born
          ) else exists (
            select from hub.claim${more.waits}
            where claim.kind = 'PLACEMENT' and claim.confirmed_at is null and claim.nhs_number = said.number
              and claim.date_of_birth = said.born and hub.same_name(claim.family_name, said.surname)
          ) end,
          (select max(registration.from_on) from public.gp_registration registration
            join public.practice on practice.id = registration.practice_id
            where registration.resident_id = known.id and registration.valid_until is null
              and practice.organisation_id <> ${own}
              and daterange(registration.from_on, registration.to_on) && daterange(said.starts, said.ends))
        from unnest(numbers, born, surnames, starts, ends${more.each}) with ordinality
          said (number, born, surname, starts, ends${more.column}, place)
${more.leads}        left join public.resident known on known.nhs_number = ${more.number} and known.valid_until is null
          and known.admitted_by_id is null
        where exists (select from public.practice own_practice where own_practice.organisation_id = ${own})
      $$;`;
const owned = (given: string) => `
      alter function hub.people_listed(${given}) owner to caregraph_register;
      revoke execute on function hub.people_listed(${given}) from public;
      grant execute on function hub.people_listed(${given}) to caregraph_importer;`;
const comment = (known: string, awaited: string) => `
      comment on function hub.people_listed is
        'Of people on a practice''s list, in its order: whom the hub knows by ${known}; whether name and birthday fit; whether ${awaited}, or, without a number, whether it may be a patient of the practice; and since when another practice has the person.';`;

/**
 * A home's word makes a stranger's line worth keeping as long as it may come true, and where the line names no other home. A line
 * with a number that was superseded is about whoever has it no more.
 */
export class AwaitedByAHome extends Migration {
  override name = '20261122003481_awaited_by_a_home';

  override up(): void {
    this.addSql(`
      drop function hub.people_listed(${before});
      ${peopleListed({
        given: ', homes text[]',
        each: ', homes',
        column: ', home',
        waits: `
            join public.placement word on word.resident_id = claim.admitted_id and word.valid_until is null
              and (word.to_on is null or word.to_on > ${today}) and not claim.conflict
            join public.care_home on care_home.id = claim.home_id
              and (care_home.deregistered_on is null or care_home.deregistered_on > ${today})
              and care_home.cqc_location_id = coalesce(said.home, care_home.cqc_location_id)`,
        // Who was found to be another may be named as either was.
        fits: `
            or led.number is not null and coalesce(known.id = hub.person_named(said.number, said.born, said.surname), false)`,
        leads: `        left join hub.superseded_numbers() led on led.number = said.number
`,
        number: 'coalesce(led.leads_to, said.number)',
      }).trim()}
      ${comment('that number or its successor', 'a home that stands says that the person lives there, and the line names no other').trim()}
      ${owned(since).trim()}`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.people_listed(${since});
      ${peopleListed({ given: '', each: '', column: '', waits: '', fits: '', leads: '', number: 'said.number' }).trim()}
      ${comment('that number', 'a home has said that the person moved in').trim()}
      ${owned(before).trim()}`);
  }
}
