import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
/** Those who look after the resident now: their privacy officers are told of whoever else asks to be let in. */
const lookAfter = `('home.current', 'practice.registered')`;
/** Who is told where nobody looks after the resident. */
const otherwise = `('practice.network', 'practice.agreed', 'trust.inpatient', 'trust.attending', 'trust.caseload',
              'council.funder', 'icb.chc', 'icb.fnc')`;

/** With who is waited for, before the claims are counted or afterwards. */
export const mayClaim = (
  first = '',
  then = `
        -- What bears this out may be said at the same moment.
        perform pg_advisory_xact_lock(7201602, hashtext(number));`,
) => `
      create or replace function hub.may_claim(own uuid, claimant text, number text) returns void
        language plpgsql volatile ${definer} as $$
      begin${first}
        -- One at a time, or many at once would each count too few.
        perform pg_advisory_xact_lock(7201601, hashtext(own || ' ' || claimant));
        if (select count(*) from hub.claim where claim.organisation_id = own and claim.made_by = claimant
            and claim.made_at > now() - interval '1 hour') >= 20 then
          raise exception 'too many claims of one user' using errcode = 'HA002';
        end if;${then}
      end $$;`;

/** A home says that somebody moved in. The same is done, and seen, whether or not the hub knows the person. */
export class AdmitResident extends Migration {
  override name = '20261122002930_admit_resident';

  override up(): void {
    this.addSql(`
${mayClaim().trim()}
            comment on function hub.may_claim is 'Stops whoever tries one birthday after the other, and waits for who speaks of the same person.';

      create function hub.tell_of_claim(entry uuid, relationship text, disputed boolean) returns void
        language sql volatile ${definer} as $$
        insert into hub.privacy_alert (organisation_id, about_id, kind, relationship, nhs_number, reason, made_by, role,
          claim_id, resident_id)
        select addressee.id, claim.organisation_id, 'CLAIM', relationship, claim.nhs_number, claim.reason,
          case when addressee.id = claim.organisation_id then claim.made_by end, claim.role, entry,
          case when addressee.id <> claim.organisation_id then claim.resident_id end
        from hub.claim
        cross join lateral (
          select claim.organisation_id as id
          union
          select related.organisation_id from hub.relationship related
          where related.resident_id = claim.resident_id and related.since <= now()
            and (related.until is null or related.until > now())
            and (related.kind in ${lookAfter} or disputed and related.kind = 'council.funder'
              or related.kind in ${otherwise} and not exists (
                select from hub.relationship cares
                where cares.resident_id = claim.resident_id and cares.kind in ${lookAfter}
                  and cares.organisation_id <> claim.organisation_id
                  and cares.since <= now() and (cares.until is null or cares.until > now())))
        ) addressee
        where claim.id = entry;
      $$;
      comment on function hub.tell_of_claim is
        'Tells the privacy officers of the claimant and of those who look after the person that something was claimed.';

      create function hub.enter_admission(
        claimant text, in_role text, number text, born date, surname text, forename text, of_sex text, home uuid,
        care text, in_room text, moved_in date, ground text
      ) returns table (id uuid, verdict text)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own constant uuid := hub.organisation_for('admitResident');
        entry constant uuid := gen_random_uuid();
        word constant uuid := gen_random_uuid();
        person uuid;
        disputed boolean;
      begin
        perform hub.may_claim(own, claimant, number);
        if not exists (select from public.care_home where care_home.id = home and care_home.organisation_id = own) then
          raise insufficient_privilege using message = 'a home admits residents to itself';
        end if;
        -- Only what the home sees itself: whom it has admitted, and who lives there.
        if exists (
          select from public.resident
          join hub.relationship related on related.resident_id = resident.id and related.organisation_id = own
            and related.kind in ('home.admitting', 'home.current')
            and (related.until is null or related.until > hub.start_of_day(moved_in)) and related.since <= now()
          where resident.nhs_number = number and resident.valid_until is null
        ) then
          return query select entry, 'ALREADY_RECORDED';
          return;
        end if;
        person := hub.person_named(number, born, surname);
        disputed := exists (
          select from public.placement elsewhere
          where elsewhere.resident_id = person and elsewhere.valid_until is null and elsewhere.home_id <> home
            and (elsewhere.to_on is null or elsewhere.to_on > moved_in));
        insert into public.resident (id, author_id, admitted_by_id, nhs_number, nhs_number_status, given_name, family_name,
          date_of_birth, sex)
        values (word, own, own, number, 'UNVERIFIED', forename, surname, born, coalesce(of_sex, 'NOT_KNOWN'));
        insert into hub.claim (id, organisation_id, made_by, role, kind, nhs_number, date_of_birth, family_name, reason,
          since, opened, conflict, resident_id, home_id, admitted_id)
        values (entry, own, claimant, in_role, 'PLACEMENT', number, born, surname, ground,
          hub.start_of_day(moved_in), false, disputed, person, home, word);
        insert into public.placement (author_id, resident_id, home_id, care_type, room, from_on)
        values (own, word, home, care, in_room, moved_in);
        perform hub.tell_of_claim(entry, 'home.admitting', disputed);
        perform hub.settle_claims(array[number]);
        return query select entry, 'DONE';
      end $$;
      comment on function hub.enter_admission is
        'Enters that somebody moved into a home, as that home''s word, and tells the privacy officers.';`);
    for (const name of functions) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    this.addSql('grant execute on function hub.enter_admission to caregraph_home');
  }

  override down(): void {
    this.addSql(`drop function ${functions.map((name) => `hub.${name}`).join(', ')}`);
  }
}

const functions = ['may_claim', 'tell_of_claim', 'enter_admission'];
