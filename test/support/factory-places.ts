import type { Agency } from '../../src/shared/agencies.ts';
import { type Columns, insert, type Owner } from './insert.ts';

export interface Made {
  id: string;
}
export interface MadeOrganisation extends Made {
  code: string;
  agency: Agency;
}
/** A home or practice: `id` is its own, `organisation` the partner that signs in. */
export interface MadePlace extends Made {
  code: string;
  organisation: MadeOrganisation;
}

/** Half-open; without `from`, since 2020. */
export interface Dated {
  from?: string;
  to?: string | null;
}
export const dates = ({ from = '2020-01-01', to }: Dated): Columns => ({ from_on: from, to_on: to });

/** Organisations, homes and practices, under codes that no seed uses. */
export function placesOn(owner: Owner) {
  let count = 0;
  const shared = new Map<Agency, Promise<MadeOrganisation>>();
  const next = () => String(++count).padStart(5, '0');
  const where = { address: '1 Example Street', postcode: 'ZZ1 1ZZ', latitude: 53.58, longitude: -2.43 };

  async function organisation(agency: Agency, columns: Columns = {}): Promise<MadeOrganisation> {
    const code = `T-${agency.toUpperCase()}-${next()}`;
    const id = await insert(owner, 'organisation', { agency, code, name: `Example ${agency} ${code}`, ...columns });
    return { id, code: String(columns.code ?? code), agency };
  }
  /** The one that serves as parent where a test names none. */
  function usual(agency: Agency): Promise<MadeOrganisation> {
    const known = shared.get(agency) ?? organisation(agency);
    shared.set(agency, known);
    return known;
  }

  const make = {
    organisation,
    usual,
    async network({
      icb,
      columns,
    }: {
      icb?: MadeOrganisation;
      columns?: Columns;
    } = {}): Promise<Made & { code: string }> {
      const code = `TU${next()}`;
      const icb_id = (icb ?? (await usual('icb'))).id;
      return { id: await insert(owner, 'primary_care_network', { code, name: code, icb_id, ...columns }), code };
    },
    /** A practice; with `network`, a member of it since long ago. */
    async practice({ network, columns }: { network?: Made; columns?: Columns } = {}): Promise<MadePlace> {
      const partner = await organisation('practice');
      const code = `TY${next()}`;
      const id = await insert(owner, 'practice', {
        organisation_id: partner.id,
        ods_code: code,
        name: `Practice ${code}`,
        telephone: '01632 960100',
        ...where,
        ...columns,
      });
      if (network) await make.membership({ practice: { id }, network });
      return { id, code, organisation: partner };
    },
    async membership({ practice, network, ...more }: { practice: Made; network: Made } & Dated): Promise<Made> {
      const columns = { practice_id: practice.id, network_id: network.id, ...dates(more) };
      return { id: await insert(owner, 'network_membership', columns) };
    },
    async home({ council, columns }: { council?: MadeOrganisation; columns?: Columns } = {}): Promise<MadePlace> {
      const partner = await organisation('home');
      const code = `1-90000${next()}`;
      const id = await insert(owner, 'care_home', {
        organisation_id: partner.id,
        cqc_location_id: code,
        cqc_provider_id: '1-9000000000',
        provider_name: 'Example Care',
        ods_code: `TV${count}`,
        name: `Home ${code}`,
        ...where,
        telephone: '01632 960200',
        council_id: (council ?? (await usual('council'))).id,
        registered_on: '2015-01-01',
        nursing: false,
        registered_beds: 40,
        care_types: ['RESIDENTIAL'],
        admission_status: 'OPEN',
        admission_status_as_of: new Date(),
        ...columns,
      });
      return { id, code, organisation: partner };
    },
    async alignment(
      wanted: { home: Made; leadPractice: Made; network: Made; columns?: Columns } & Dated,
    ): Promise<Made> {
      const id = await insert(owner, 'alignment', {
        home_id: wanted.home.id,
        network_id: wanted.network.id,
        lead_practice_id: wanted.leadPractice.id,
        clinical_lead_name: 'Dr Example',
        ...dates(wanted),
        ...wanted.columns,
      });
      return { id };
    },
    async capacity({ home, columns }: { home: MadePlace; columns?: Columns }): Promise<Made> {
      const id = await insert(owner, 'capacity', {
        home_id: home.id,
        author_id: home.organisation.id,
        care_type: 'RESIDENTIAL',
        ...{ maximum: 40, occupied: 30, reserved: 2, available: 8, as_of: new Date() },
        ...columns,
      });
      return { id };
    },
  };
  return make;
}
