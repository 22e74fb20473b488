import { Migration } from '@mikro-orm/migrations';

const known = ['A01', 'A03', 'A04', 'A08', 'A11', 'A13'];
const events = (...names: string[]) => `
      alter table hub.adt_event drop constraint adt_event_event_check,
        add constraint adt_event_event_check check (event in (${names.map((name) => `'${name}'`).join(', ')}));`;

/** Beside messages of what happened, resources that show how a visit stands. */
export class VisitsAsTheyStand extends Migration {
  override name = '20261122003446_visits_as_they_stand';

  override up(): void {
    this.addSql(`${events(...known, 'STATE')}
      comment on column hub.adt_event.event is
        'What happened, as HL7 names it; STATE is how the visit stood by then, as a resource of FHIR shows it.';`);
  }

  override down(): void {
    this.addSql(`
      comment on column hub.adt_event.event is null;
      delete from hub.adt_event where event = 'STATE';${events(...known)}`);
  }
}
