import { Migration } from '@mikro-orm/migrations';
import { rewrite } from './20261122003462_one_of_two.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const move = '          perform hub.move_records(match, pair.superseded, pair.survivor);';
const endEmpty = `          perform hub.end_empty_plan(match);
${move}`;
const settled = `            when 'hospital_stay' then 'STAYS_CONTRADICT' else 'HISTORIES_CONTRADICT' end || ' match';
        end;`;
/** SQL: the hub opened the plan, and nobody has written in it. */
const unwritten = `num_nonnulls(reviewed_on, declined_on, medication_reviewed_on, medication_review_declined_on, home_part_written_on) = 0
          and former_of is null`;
const asked = ['settle_of_person', 'end_empty_plan'];
const waiting = {
  claims: `        if not exists (
          select from hub.claim
          where claim.nhs_number = any (numbers)`,
  funding: 'and claim.nhs_number = number',
};

/** What was known of the one counts for the other from the moment at which they are one. */
export class MergedHistories extends Migration {
  override name = '20261122003500_merged_histories';

  override up(): void {
    this.addSql(`
      grant update (valid_until) on care_plan to caregraph_register;
      create policy care_plan_ended_empty on care_plan for update to caregraph_register using (${unwritten}) with check (${unwritten});

      create function hub.end_empty_plan(match uuid) returns void language plpgsql volatile ${definer} as $$
      declare
        pair record;
        aside uuid;
      begin
        select found.survivor_resident_id as survivor, found.superseded_resident_id as superseded into pair
        from hub.person_match found where found.id = match;
        aside := hub.empty_plan_beside(pair.survivor, pair.superseded);
        -- Where nobody wrote in either, the superseded one's stays behind.
        if aside is not null and hub.empty_plan_beside(pair.superseded, pair.survivor) is null then
          update public.care_plan set valid_until = clock_timestamp() where id = aside;
        end if;
      end $$;
      comment on function hub.end_empty_plan is
        'Ends the survivor''s care plan where nobody has written in it, but in that of the one who becomes the survivor. Whoever is two again is opened another.';

      create function hub.known_by(numbers text[]) returns text[] language sql stable ${definer}
        return numbers || array(
          select match.nhs_number from hub.person_match match
          join public.resident survivor on survivor.id = match.survivor_resident_id
          where survivor.nhs_number = any (numbers) and match.merged_at is not null and match.split_at is null);
      comment on function hub.known_by is 'These NHS numbers, with those that lead to them.';
      alter function hub.known_by owner to caregraph_register;
      revoke execute on function hub.known_by from public;

      create function hub.settle_of_person(person uuid) returns void language plpgsql volatile ${definer} as $$
      declare
        number constant text := (select resident.nhs_number from public.resident where resident.id = person);
      begin
        perform hub.settle_claims(array[number]);
        perform hub.settle_funding(number);
      end $$;
      comment on function hub.settle_of_person is 'Settles what waits of a person, under whichever number it was said.';
`);
    for (const name of asked) {
      this.addSql(`
        alter function hub.${name} owner to caregraph_register;
        revoke execute on function hub.${name} from public;
        grant execute on function hub.${name} to caregraph_merger;`);
    }
    this.addSql(
      rewrite('settle_claims', waiting.claims, `        numbers := hub.known_by(numbers);\n${waiting.claims}`),
    );
    this.addSql(rewrite('settle_funding', waiting.funding, 'and claim.nhs_number = any (hub.known_by(array[number]))'));
    this.addSql(rewrite('confirm_match', move, endEmpty));
    this.addSql(rewrite('confirm_match', settled, `${settled}\n        perform hub.settle_of_person(pair.survivor);`));
  }

  override down(): void {
    this.addSql(rewrite('confirm_match', `${settled}\n        perform hub.settle_of_person(pair.survivor);`, settled));
    this.addSql(rewrite('confirm_match', endEmpty, move));
    this.addSql(rewrite('settle_funding', 'and claim.nhs_number = any (hub.known_by(array[number]))', waiting.funding));
    this.addSql(
      rewrite('settle_claims', `        numbers := hub.known_by(numbers);\n${waiting.claims}`, waiting.claims),
    );
    this.addSql(`
      drop function ${asked.map((name) => `hub.${name}`).join(', ')}, hub.known_by;
      drop policy care_plan_ended_empty on care_plan;
      revoke update (valid_until) on care_plan from caregraph_register;`);
  }
}
