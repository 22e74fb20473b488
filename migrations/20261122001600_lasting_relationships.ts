import { Migration } from '@mikro-orm/migrations';

const organisation = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const setting = (name: string) =>
  `(select coalesce(nullif(current_setting('hub.${name}', true), ''), '0')::int as "coalesce")`;
const author = 1048576;
/** Tables about residents with their subjects, and columns besides the author by which a clause may open a row. */
const subjects: Record<string, { subject: string; also?: Record<string, number> }> = {
  resident: { subject: 'Resident' },
  gp_registration: { subject: 'GpRegistration' },
  practice_agreement: { subject: 'PracticeAgreement' },
  placement: { subject: 'Placement' },
  absence: { subject: 'Absence' },
  funding_component: { subject: 'FundingComponent', also: { payer_id: 2097152, payee_id: 4194304 } },
  care_plan: { subject: 'CarePlan' },
  clinical_summary: { subject: 'ClinicalSummary' },
  personal_summary: { subject: 'PersonalSummary' },
  incident: { subject: 'Incident' },
  hospital_stay: { subject: 'HospitalStay' },
  trust_contact: { subject: 'TrustContact' },
  safeguarding_enquiry: { subject: 'SafeguardingEnquiry' },
  objection: { subject: 'Objection' },
};

const unended = `related.objections & ${setting('ends_with')} = 0`;
const lasting = (own = '') => `(${unended} or related.bit & ${setting('never_ends')} <> 0${own})`;
const ownObjection = ` or objection.author_id = ${organisation}`;

/** SQL: the register relates the viewer to the resident of a row by a relationship in `bits` which `stands`. */
function related(table: string, stands: string, bits: string): string {
  return `exists (select from hub.relationship related
        where related.organisation_id = ${organisation}
        and related.resident_id = ${table}.${table === 'resident' ? 'id' : 'resident_id'}
        and related.since <= now() and (related.until is null or related.until > now())
        and ${stands}
        and related.bit & ${setting('kinds')} & (${bits}) <> 0)`;
}

function reading(table: string, stands: string): string {
  const { subject, also = {} } = subjects[table] as { subject: string; also?: Record<string, number> };
  const openTo = (bits: number) => `(select hub.opening_of('${subject}', ${bits}))`;
  const openIf = ([column, bit]: [string, number]) =>
    `case when ${table}.${column} = ${organisation} then ${openTo(bit)} else 0 end`;
  const opened = [openTo(0), ...Object.entries({ author_id: author, ...also }).map(openIf)];
  return `${table}.valid_until is null and ${related(table, stands, opened.join(' | '))}`;
}

function writing(stands: string): string {
  return `objection.author_id = ${organisation} and objection.valid_until is null and objection.former_of is null
        and ${related('objection', stands, `select hub.writing_of('Objection')`)}`;
}

/** Some relationships go on whatever a resident objects to, and who recorded an objection can always withdraw it. */
export class LastingRelationships extends Migration {
  override name = '20261122001600_lasting_relationships';

  override up(): void {
    this.policies((table) => lasting(table === 'objection' ? ownObjection : ''), {
      recorded: lasting(),
      amended: lasting(ownObjection),
    });
  }

  override down(): void {
    this.policies(() => unended, { recorded: unended, amended: unended });
  }

  private policies(read: (table: string) => string, written: { recorded: string; amended: string }): void {
    for (const table of Object.keys(subjects)) {
      this.addSql(`alter policy "${table}_related" on "${table}" using (${reading(table, read(table))})`);
    }
    const [recorded, amended] = [writing(written.recorded), writing(written.amended)];
    this.addSql(`alter policy "objection_recorded" on "objection" with check (${recorded})`);
    this.addSql(`alter policy "objection_amended" on "objection" using (${amended}) with check (${amended})`);
  }
}
