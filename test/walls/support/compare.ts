import type { Identifiers, PersonalType } from '../../../src/access/identifiers.ts';
import { once } from '../../support/once.ts';
import type { Oracle, Question } from '../../support/oracle.ts';
import type { Form } from '../../support/oracle-text.ts';
import type { PlantedOrganisation } from './organisations.ts';
import type { Planted } from './planting.ts';
import type { Asked, AskedField } from './question.ts';
import type { PlantedResident } from './residents.ts';

/** Who looks, in the words of the agreement. */
export interface Looking {
  organisation: PlantedOrganisation;
  role: string;
  purpose: string;
}
type Answered = Record<string, unknown>;
interface ToldWithheld {
  field: string;
  form: string | null;
  clause: string;
  because: string;
}

/** Columns by which the database, and by which this test, know who wrote, pays for, is paid by, was asked by or accepted in a record. */
const bits = {
  author: ['author_id'],
  payer: ['payer_id'],
  payee: ['payee_id'],
  asked: ['council_id', 'asked_id', 'received_by_id'],
  accepted: ['accepted_id'],
};
export const recordBitColumns: readonly string[] = Object.values(bits).flat();
/** Columns by which records hang on other records about the same resident. */
const hangsOn: Record<string, string> = { Placement: 'placement_id', DischargeReferral: 'discharge_referral_id' };

export interface Ground {
  oracle: Oracle;
  identifiers: Identifiers;
  /** What the agreement's text says of each clause: its fields and why. */
  clauses: ReadonlyMap<string, { fields: readonly string[]; because: string }>;
}

/** Holds what one viewer was answered against the other reading of the agreement, cell by cell, and counts the cells. */
export class Comparison {
  readonly mismatches: string[] = [];
  /** The records that were held against the oracle: shown cell by cell, or rightly absent. */
  readonly decided = new Set<Planted>();
  readonly #ground: Ground;
  readonly #looking: Looking;
  /** What was worked out before: routes and answers come to the same records again and again. */
  readonly #cellsOf = once(
    (record: Planted, of: PlantedResident) => this.#ground.oracle.cellsOf(this.question(of, record)),
    new WeakMap(),
  );
  readonly idOf = once(({ subject, id }: Planted): string => {
    const { identifiers } = this.#ground;
    return identifiers.encode(subject as PersonalType, this.#looking.organisation.id, [id])[0] as string;
  }, new WeakMap());
  /** Whether all records of a list are open, those alone that bear some record bit, or none. */
  readonly #opennessOf = once((of: PlantedResident, parent: Planted) => {
    const opens = (subject: string, recordBits: string[]) =>
      this.#ground.oracle.visible({ ...this.question(of, { ...parent, subject }), recordBits });
    const every = [...Object.keys(bits), 'released'];
    return once((type: string) => (opens(type, []) ? 'all' : opens(type, every) ? 'own' : null));
  }, new WeakMap());

  constructor(ground: Ground, looking: Looking) {
    this.#ground = ground;
    this.#looking = looking;
  }

  get organisation(): PlantedOrganisation {
    return this.#looking.organisation;
  }

  /** The viewer's purpose opens nobody: what asks for residents is refused. */
  get seesNobody(): boolean {
    const { organisation, role, purpose } = this.#looking;
    return !this.#ground.oracle.opensResidents(organisation.agency, role, purpose);
  }

  /** Besides, it shows of nobody where they live: there is no list of residents under a home. */
  get findsNobodyByHome(): boolean {
    const { organisation, role, purpose } = this.#looking;
    return this.seesNobody || !this.#ground.oracle.opensHomes(organisation.agency, role, purpose);
  }

  question(
    { relationships, objections, organisation }: PlantedResident,
    { subject, row, released }: Planted,
  ): Question {
    const { organisation: own, role, purpose } = this.#looking;
    const related = organisation === own ? relationships : [];
    const recordBits = Object.entries(bits).flatMap(([bit, columns]) =>
      columns.some((column) => row[column] === own.id) ? [bit] : [],
    );
    if (released && organisation === own) recordBits.push('released');
    return { agency: own.agency, role, purpose, relationships: related, recordBits, objections, subject };
  }

  sees(of: PlantedResident, record: Planted): boolean {
    return !record.superseded && this.shownForm(of, record, 'id') !== null;
  }

  shownForm(of: PlantedResident, record: Planted, field: string): Form | null {
    return this.#cellsOf(record, of)(field);
  }

  /** Residents that a list may hold, and those that it holds. What is not in the list must be invisible, and all that hangs on it. */
  residents(
    asked: Asked,
    all: readonly PlantedResident[],
    listed: readonly Answered[],
    inList = (_: PlantedResident) => true,
  ): void {
    const byId = new Map(listed.map((node) => [node.id, node]));
    if (byId.size !== listed.length) this.#mismatch('a list holds a resident twice');
    for (const of of all) {
      const node = byId.get(this.idOf(of.resident));
      byId.delete(this.idOf(of.resident));
      const expected = this.sees(of, of.resident) && inList(of);
      if (node && expected) this.record(asked, of, of.resident, node);
      else if (Boolean(node) !== expected)
        this.#mismatch(`${expected ? 'missing' : 'shown'}: ${this.#name(of, of.resident)}`);
      else for (const record of [of.resident, ...of.records]) this.decided.add(record);
    }
    if (byId.size > 0) this.#mismatch(`${byId.size} residents who are nobody's`);
  }

  /** One record that was asked for by itself: null if the viewer does not see it, or could not find it. */
  one(asked: Asked, of: PlantedResident, record: Planted, node: Answered | null, found = true): void {
    const expected = found && this.sees(of, record);
    if (node && expected) this.record(asked, of, record, node);
    else if (Boolean(node) !== expected) this.#mismatch(`${expected ? 'missing' : 'shown'}: ${this.#name(of, record)}`);
    else this.decided.add(record);
  }

  /** One record that the viewer sees, with everything asked of it. */
  record(asked: Asked, of: PlantedResident, record: Planted, node: Answered): void {
    if (node.id !== this.idOf(record)) this.#mismatch(`another record than asked for: ${this.#name(of, record)}`);
    if (this.shownForm(of, record, 'id') !== 'clear') this.#mismatch(`${this.#name(of, record)}.id is shown`);
    const withheld = new Map<string, string | null>();
    for (const field of asked.fields) {
      if (field.of) {
        this.#followed(field, field.of, of, record, node[field.as], withheld);
        continue;
      }
      const form = this.shownForm(of, record, field.field);
      if (form !== 'clear') withheld.set(field.field, form);
      const value = record.shown[field.field];
      const expected = form === 'clear' ? value : form === 'year' ? String(value).slice(0, 4) : null;
      const shown = node[field.as];
      if (shown !== expected && JSON.stringify(shown) !== JSON.stringify(expected)) {
        this.#mismatch(
          `${this.#name(of, record)}.${field.field}: ${JSON.stringify(shown)}, not ${JSON.stringify(expected)}`,
        );
      }
    }
    this.#withheld(of, record, node.withheld as ToldWithheld[], withheld);
    this.decided.add(record);
  }

  /** A list or record behind a field: null where withheld, and otherwise exactly what the viewer sees. */
  #followed(
    { field, kind }: AskedField,
    asked: Asked,
    of: PlantedResident,
    parent: Planted,
    answer: unknown,
    withheld: Map<string, string | null>,
  ): void {
    const found = this.#behind(field, asked.type, of, parent);
    const open = this.#opennessOf(of, parent)(asked.type);
    if (open !== 'all') withheld.set(field, open);
    const place = () => `${this.#name(of, parent)}.${field}`;
    const visible = found.filter((record) => this.sees(of, record));
    for (const record of found) if (!visible.includes(record)) this.#absent(of, record);
    if (kind === 'record') {
      if (visible.length > 1) throw new Error(`${place()} is one record, but ${visible.length} are planted`);
      if ((answer === null) !== (visible.length === 0)) this.#mismatch(`${place()}: ${JSON.stringify(answer)}`);
      else if (visible[0]) this.record(asked, of, visible[0], answer as Answered);
      return;
    }
    const nodes = (kind === 'page' ? (answer as { nodes: Answered[] } | null)?.nodes : (answer as Answered[])) ?? null;
    if ((nodes === null) !== (open === null))
      this.#mismatch(`${place()}: ${nodes ? 'a list' : 'null'}, open to ${open}`);
    const byId = new Map(nodes?.map((node) => [node.id, node]));
    for (const record of visible) {
      const node = byId.get(this.idOf(record));
      byId.delete(this.idOf(record));
      if (node) this.record(asked, of, record, node);
      else this.#mismatch(`missing: ${this.#name(of, record)}`);
    }
    if (byId.size > 0) this.#mismatch(`${place()} shows ${byId.size} records too many`);
  }

  /** The records that a field of a parent leads to. */
  #behind(field: string, type: string, { resident, records }: PlantedResident, parent: Planted): Planted[] {
    if (type === 'Resident') return [resident];
    const own = records.filter(({ subject }) => subject === type);
    if (field === 'currentPlacement') return own.filter(({ row }) => String(row.to_on) > '2090' && !row.valid_until);
    const column = hangsOn[parent.subject];
    return column ? own.filter(({ row }) => row[column] === parent.id) : own;
  }

  #withheld(of: PlantedResident, record: Planted, told: ToldWithheld[], expected: Map<string, string | null>): void {
    const lines = (entries: Iterable<[string, string | null]>) =>
      [...entries]
        .map(([field, form]) => `${field} ${form}`)
        .sort()
        .join(', ');
    const toldLines = lines(told.map(({ field, form }): [string, string | null] => [field, form]));
    if (toldLines !== lines(expected))
      this.#mismatch(`${this.#name(of, record)} withholds ${toldLines}, not ${lines(expected)}`);
    for (const { field, clause, because } of told) {
      const written = this.#ground.clauses.get(clause);
      const itself = clause.startsWith(`${record.subject}/`);
      if (written?.because !== because || (itself && !written.fields.includes(field))) {
        this.#mismatch(`${this.#name(of, record)}.${field} is not what ${clause} is about`);
      }
    }
  }

  /** With a record, whatever hangs on it is absent too. */
  #absent({ records }: PlantedResident, absent: Planted): void {
    const columns = Object.values(hangsOn);
    const hanging = records.filter(({ row }) => columns.some((column) => row[column] === absent.id));
    for (const record of [absent, ...hanging]) this.decided.add(record);
  }

  #name({ relationships, objections }: PlantedResident, { subject, row, released }: Planted): string {
    const { organisation, role, purpose } = this.#looking;
    const own = recordBitColumns.filter((column) => row[column] === organisation.id);
    const bitsOfRecord = [...own, ...(released ? ['released'] : [])];
    return `${organisation.agency} ${role} ${purpose} [${[...relationships, ...objections]}] ${subject} [${bitsOfRecord}]`;
  }

  #mismatch(what: string): void {
    if (this.mismatches.length < 20) this.mismatches.push(what);
  }
}
