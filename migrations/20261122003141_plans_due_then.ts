import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** What a plan said before says by when it was due then, by whatever clock is in force now. */
export class PlansDueThen extends Migration {
  override name = '20261122003141_plans_due_then';

  override up(): void {
    this.due(`
        if new.former_of is not null then
          return new;
        end if;`);
  }

  override down(): void {
    this.due('');
  }

  private due(kept: string): void {
    this.addSql(`
      create or replace function hub.set_plan_due() returns trigger language plpgsql ${definer} as $$
      begin${kept}
        if tg_op = 'INSERT' or (new.reviewed_on, new.review_by) is distinct from (old.reviewed_on, old.review_by) then
          new.due_on := hub.plan_due('care-plan', new.counted_from, new.reviewed_on, new.review_by);
        end if;
        if tg_op = 'INSERT' or (new.medication_reviewed_on, new.medication_review_by)
          is distinct from (old.medication_reviewed_on, old.medication_review_by)
        then
          new.medication_review_due_on :=
            hub.plan_due('medication-review', new.counted_from, new.medication_reviewed_on, new.medication_review_by);
        end if;
        return new;
      end $$;`);
  }
}
