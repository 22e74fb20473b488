/** A council that pays for people in its homes, and the files that it and the CQC bring. */

const parts = 10;
const homes = 2_000;
const since = '2024-01-01';

interface Owner {
  query(text: string, values?: unknown[]): Promise<{ rows: { id: string }[] }>;
}

/** A line for each quarter since 2024 of each person. Of one person in ten the last part ends, if so said: one line in a hundred. */
export function* placementLines(numbers: readonly string[], night: number, someEnd: boolean): Generator<string> {
  yield 'NHS number,Home,From,Care type,Source,Weekly rate,Paid from,Paid to,Night\n';
  for (const [n, number] of numbers.entries()) {
    const home = `1-80000${String(n % homes).padStart(4, '0')}`;
    for (let part = 0; part < parts; part++) {
      const last = part === parts - 1;
      const until = last ? (someEnd && n % 10 === 0 ? '2026-10-01' : '') : quarter(part + 1);
      yield `${number},${home},${since},Residential,COUNCIL,${last ? 910 : 812.5 + part},${quarter(part)},${until},${night}\n`;
    }
  }
}

/** The CQC's directory with so many homes. */
export function* locationLines(locations: number): Generator<string> {
  yield 'Location ID,Location HSCA start date,Dormant (Y/N),Care home?,Location Name,Location Telephone Number,Care homes beds,Location Latest Overall Rating,Publication Date,Location Local Authority,Location Street Address,Location City,Location Postal Code,Location UPRN ID,Location Latitude,Location Longitude,Provider ID,Provider Name,Service type - Care home service with nursing,Service type - Care home service without nursing,Service user band - Dementia\n';
  for (let n = 0; n < locations; n++) {
    const id = `1-7${String(n).padStart(8, '0')}`;
    yield `${id},14/10/2010,N,Y,The ${n}. Elms,01632960001,38,Good,03/03/2024,Area ${n % 150},${n} Mill Lane,Fellbridge,ZZ99 3VZ,${20_000_000_000 + n},53.57,-2.43,1-900000901,Weir Care Limited,N,Y,Y\n`;
  }
}

function quarter(number: number): string {
  return `${2024 + Math.floor(number / 4)}-${String((number % 4) * 3 + 1).padStart(2, '0')}-01`;
}

/** The council with its homes, and the people in them for whom it pays the last part already. Gives its uuid. */
export async function makeCouncil(owner: Owner, numbers: readonly string[]): Promise<string> {
  const { rows } = await owner.query(
    `insert into organisation (agency, code, name) values ('council', 'LA-BENCH', 'Bench') returning id`,
  );
  const council = rows[0]?.id as string;
  await owner.query(
    `insert into organisation (agency, code, name)
     select 'home', '1-80000' || lpad(n::text, 4, '0'), 'Home ' || n from generate_series(0, $1::int - 1) n`,
    [homes],
  );
  await owner.query(
    `insert into care_home (organisation_id, cqc_location_id, cqc_provider_id, provider_name, name, address, postcode,
       latitude, longitude, council_id, registered_on, nursing, registered_beds, care_types)
     select o.id, o.code, '1-8000000000', 'Bench', o.name, '1 Street', 'ZZ1 1ZZ', 53, -2, $1, '2015-01-01', false, 500, '{RESIDENTIAL}'
     from organisation o where o.code like '1-80000%'`,
    [council],
  );
  await owner.query(
    `create temporary table person on commit drop as
     select number, n - 1 as n, gen_random_uuid() as id, gen_random_uuid() as placement_id
     from unnest($1::text[]) with ordinality given (number, n)`,
    [numbers],
  );
  await owner.query(
    `insert into resident (id, author_id, nhs_number, nhs_number_status, given_name, family_name, date_of_birth, sex)
     select id, '${council}', number, 'VERIFIED', 'Edith', 'Example', '1938-03-04', 'FEMALE' from person`,
  );
  await owner.query(
    `insert into placement (id, author_id, resident_id, home_id, care_type, from_on)
     select p.placement_id, '${council}', p.id, h.id, 'RESIDENTIAL', '${since}' from person p
     join care_home h on h.cqc_location_id = '1-80000' || lpad((p.n % ${homes})::text, 4, '0')`,
  );
  await owner.query(
    `insert into funding_component (author_id, resident_id, placement_id, source, payer_id, payee_id, weekly_amount, from_on)
     select '${council}', t.resident_id, t.id, 'COUNCIL', '${council}', h.organisation_id, 910, '${quarter(parts - 1)}'
     from placement t join care_home h on h.id = t.home_id`,
  );
  return council;
}
