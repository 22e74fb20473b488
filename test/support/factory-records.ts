import { type Dated, dates, type Made, type MadeOrganisation, type MadePlace } from './factory-places.ts';
import { type Columns, insert, type Owner } from './insert.ts';

/** Who wrote the row, and any other column by its name in the database. */
export interface Written {
  author?: MadeOrganisation;
  columns?: Columns;
}
type About = Written & { resident: Made };

const organisationOf = (place: MadePlace | MadeOrganisation) => ('organisation' in place ? place.organisation : place);

/** Records about one resident. Without an `author`, the partner that writes such records in life has written it. */
export function recordsOn(owner: Owner) {
  /** The columns of every record, before those of its own, so that a test may replace any. */
  async function record(
    table: string,
    about: About,
    writer: MadePlace | MadeOrganisation,
    own: Columns,
  ): Promise<Made> {
    const author_id = (about.author ?? organisationOf(writer)).id;
    const columns = { author_id, resident_id: about.resident.id, ...own, ...about.columns };
    return { id: await insert(owner, table, columns) };
  }

  return {
    placement: (wanted: About & Dated & { home: MadePlace; room?: string }) =>
      record('placement', wanted, wanted.home, {
        home_id: wanted.home.id,
        care_type: 'RESIDENTIAL',
        room: wanted.room,
        ...dates(wanted),
      }),
    absence: (wanted: About & Dated & { home: MadePlace; placement: Made }) =>
      record('absence', wanted, wanted.home, {
        placement_id: wanted.placement.id,
        reason: 'HOSPITAL',
        ...dates(wanted),
      }),
    registration: (wanted: About & Dated & { practice: MadePlace }) =>
      record('gp_registration', wanted, wanted.practice, { practice_id: wanted.practice.id, ...dates(wanted) }),
    practiceAgreement: (wanted: About & Dated & { practice: MadePlace }) =>
      record('practice_agreement', wanted, wanted.practice, {
        practice_id: wanted.practice.id,
        agreed_by: 'RESIDENT',
        ...dates(wanted),
      }),
    /** A part of what a placement costs. Without a `payer`, the family pays. */
    funding: (wanted: About & Dated & { home: MadePlace; placement: Made; source: string; payer?: MadeOrganisation }) =>
      record('funding_component', wanted, wanted.payer ?? wanted.home, {
        placement_id: wanted.placement.id,
        source: wanted.source,
        payer_id: wanted.payer?.id,
        payee_id: wanted.home.organisation.id,
        weekly_amount: '812.50',
        ...dates(wanted),
      }),
    stay: (wanted: About & { trust: MadeOrganisation; admittedAt: string; dischargedAt?: string | null }) =>
      record('hospital_stay', wanted, wanted.trust, {
        trust_id: wanted.trust.id,
        admitted_at: wanted.admittedAt,
        discharged_at: wanted.dischargedAt,
        admission_method: '21',
        primary_diagnosis: 'S72.0 Fracture of neck of femur',
      }),
    /** At an emergency department; with `departedAt`, sent back then. */
    attendance: (wanted: About & { trust: MadeOrganisation; arrivedAt: string; departedAt?: string | null }) =>
      record('emergency_attendance', wanted, wanted.trust, {
        trust_id: wanted.trust.id,
        arrived_at: wanted.arrivedAt,
        departed_at: wanted.departedAt,
        ...(wanted.departedAt && { outcome: 'DISCHARGED_BACK' }),
      }),
    trustContact: (
      wanted: About & {
        trust: MadeOrganisation;
        kind: 'ATTENDING' | 'REFERRED' | 'CASELOAD';
        startedAt: string;
        endedAt?: string | null;
      },
    ) =>
      record('trust_contact', wanted, wanted.trust, {
        trust_id: wanted.trust.id,
        kind: wanted.kind,
        started_at: wanted.startedAt,
        ended_at: wanted.endedAt,
      }),
    enquiry: (wanted: About & { council: MadeOrganisation; openedOn: string; closedOn?: string | null }) =>
      record('safeguarding_enquiry', wanted, wanted.council, {
        council_id: wanted.council.id,
        opened_on: wanted.openedOn,
        closed_on: wanted.closedOn,
      }),
    /** A safeguarding concern; with `endedAt`, closed then. */
    concern: (
      wanted: About & {
        author: MadeOrganisation;
        council: MadeOrganisation;
        raisedAt?: string;
        endedAt?: string | null;
      },
    ) =>
      record('safeguarding_concern', wanted, wanted.author, {
        council_id: wanted.council.id,
        kinds: ['NEGLECT_OR_OMISSION'],
        narrative: 'No drink within reach for two days.',
        raised_at: wanted.raisedAt,
        ...(wanted.endedAt && { status: 'CLOSED', decided_on: wanted.endedAt.slice(0, 10), ended_at: wanted.endedAt }),
      }),
    /** An objection; without `against`, against everyone. */
    objection: (
      wanted: About & { author: MadeOrganisation; kind: string; against?: MadeOrganisation; withdrawnOn?: string },
    ) =>
      record('objection', wanted, wanted.author, {
        kind: wanted.kind,
        against_id: wanted.against?.id,
        decided_by: 'RESIDENT',
        made_on: '2024-05-01',
        withdrawn_on: wanted.withdrawnOn,
      }),
    incident: (wanted: About & { home: MadePlace; occurredAt?: string; narrative?: string }) =>
      record('incident', wanted, wanted.home, {
        home_id: wanted.home.id,
        kind: 'FALL',
        subtype: 'UNWITNESSED',
        harm: 'LOW',
        psychological_harm: 'NONE',
        occurred_at: wanted.occurredAt ?? '2026-03-02T07:40:00Z',
        narrative: wanted.narrative ?? 'Found beside the bed.',
      }),
    /** Instead of the one that began with the placement. */
    carePlan: async (wanted: About & { author: MadeOrganisation }) => {
      await owner.query('delete from care_plan where resident_id = $1', [wanted.resident.id]);
      return record('care_plan', wanted, wanted.author, {
        reviewed_on: '2026-01-15',
        due_on: '2097-01-15',
        medication_review_due_on: '2097-01-31',
      });
    },
    clinicalSummary: (wanted: About & { author: MadeOrganisation }) =>
      record('clinical_summary', wanted, wanted.author, {
        allergies: ['Penicillin'],
        medicines: ['Amlodipine 5 mg once a day'],
        frailty: 6,
      }),
    personalSummary: (wanted: About & { author: MadeOrganisation }) =>
      record('personal_summary', wanted, wanted.author, { what_matters_to_me: 'The garden.' }),
  };
}
