import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const help = ['help_with_moving', 'help_with_eating', 'help_with_personal_care', 'help_at_night'];

interface Written {
  mutation: string;
  subject: string;
  agency: string;
  columns: readonly string[];
  /** Whoever writes it is the author from then on; otherwise a part of another's record is written. */
  takesOver: boolean;
  /** SQL of what is said besides. */
  besides?: string;
}

/** Each function by its name: the mutation for which it writes, and the only columns that it writes. */
const functions: Record<string, Written> = {
  write_personal_summary: {
    ...{ mutation: 'writePersonalSummary', subject: 'PersonalSummary', agency: 'home', takesOver: true },
    columns: ['next_of_kin_name', 'next_of_kin_telephone', 'lasting_power_of_attorney', 'what_matters_to_me'],
  },
  state_liberty: {
    ...{ mutation: 'stateDeprivationOfLiberty', subject: 'PersonalSummary', agency: 'council', takesOver: false },
    columns: [
      ...['deprivation_of_liberty', 'liberty_authorised_from', 'liberty_authorised_until', 'liberty_conditions'],
      'liberty_stated_by_id',
    ],
    besides: `jsonb_build_object('liberty_stated_by_id', nullif(current_setting('hub.organisation', true), ''))`,
  },
  write_clinical_summary: {
    ...{ mutation: 'writeClinicalSummary', subject: 'ClinicalSummary', agency: 'practice', takesOver: true },
    columns: ['allergies', 'medicines', 'escalation_plan', 'resuscitation', 'frailty'],
  },
  agree_care_plan: {
    ...{ mutation: 'agreeCarePlan', subject: 'CarePlan', agency: 'practice', takesOver: true },
    columns: ['goals', 'agreed_with', 'agreed_with_names', 'reviewed_on', 'review_by', 'declined_on'],
  },
  decline_care_plan: {
    ...{ mutation: 'declineCarePlan', subject: 'CarePlan', agency: 'practice', takesOver: true },
    columns: ['declined_on'],
  },
  review_medicines: {
    ...{ mutation: 'reviewMedicines', subject: 'CarePlan', agency: 'practice', takesOver: true },
    columns: ['medication_reviewed_on', 'medication_review_by', 'medication_review_declined_on'],
  },
  write_home_part: {
    ...{ mutation: 'writeHomePart', subject: 'CarePlan', agency: 'home', takesOver: false },
    columns: [...help, 'home_part_by_id', 'home_part_written_on'],
    besides: `jsonb_build_object('home_part_by_id', nullif(current_setting('hub.organisation', true), ''),
            'home_part_written_on', (now() at time zone 'Europe/London')::date)`,
  },
};
const tableOf = (subject: string) => subject.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase();

/** Of each resident there is one plan and one summary of each kind; whoever may, writes the next version of it. */
export class PlanFunctions extends Migration {
  override name = '20261122002873_plan_functions';

  override up(): void {
    this.addSql(`
      create function hub.write_one(
        target text, subject text, mutation text, person uuid, known int, said jsonb, taken text[], takes_over boolean
      ) returns text language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for(mutation);
        entry uuid;
        stands int;
        listed text;
      begin
        if not hub.may_write_about(person, own, subject) then
          return 'UNKNOWN resident';
        end if;
        execute format('select id, version from public.%I where resident_id = $1 and valid_until is null for update', target)
          into entry, stands using person;
        if stands is distinct from known then
          return 'STALE_VERSION version';
        end if;
        select string_agg(quote_ident(name), ', ') into listed from unnest(taken) name where said ? name;
        if entry is null then
          execute format('insert into public.%1$I (author_id, resident_id, %2$s)
              select $1, $2, %2$s from jsonb_populate_record(null::public.%1$I, $3)', target, listed)
            using own, person, said;
        else
          execute format('update public.%1$I set author_id = case when $3 then $2 else author_id end,
              (%2$s) = (select %2$s from jsonb_populate_record(null::public.%1$I, $4)) where id = $1', target, listed)
            using entry, own, takes_over, said;
        end if;
        return 'DONE';
      end $$;
      comment on function hub.write_one is
        'Writes the next version of the one record of a kind that there is of a resident: of the columns taken, those that are said.';`);
    for (const [name, { mutation, subject, columns, takesOver, besides }] of Object.entries(functions)) {
      this.addSql(`
        create function hub.${name}(person uuid, known int, said jsonb) returns text language sql volatile ${definer}
          return hub.write_one('${tableOf(subject)}', '${subject}', '${mutation}', person, known,
            said${besides ? ` || ${besides}` : ''}, '{${columns.join(', ')}}', ${takesOver});
        comment on function hub.${name} is 'Does ${mutation} for those whom the agreement lets do it.';`);
    }
    for (const name of ['write_one', ...Object.keys(functions)]) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    for (const [name, { agency }] of Object.entries(functions)) {
      this.addSql(`grant execute on function hub.${name} to caregraph_${agency}`);
    }
  }

  override down(): void {
    for (const name of [...Object.keys(functions), 'write_one']) this.addSql(`drop function hub.${name}`);
  }
}
