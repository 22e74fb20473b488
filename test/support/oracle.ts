import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { once } from './once.ts';
import type { Clause, Form, Question, Term, Viewing, Writing, Written, WrittenClause } from './oracle-text.ts';

export type { Question } from './oracle-text.ts';

/**
 * A second reading of the agreement, by other hands than the hub's: no bits, no SQL, no GraphQL, and nothing imported
 * from `src`. What it expects is what the hub must show.
 */
export class Oracle {
  private readonly written: Written;
  private readonly clauses = new Map<string, Clause[]>();
  /** The fields that some clause of a subject names. */
  private readonly fields = new Map<string, string[]>();

  constructor(agreement: string | Written) {
    this.written = typeof agreement === 'string' ? (parse(agreement) as Written) : agreement;
    for (const [subject, clauses] of Object.entries(this.written.subjects)) {
      this.fields.set(subject, [...new Set(clauses.flatMap(({ fields }) => fields))]);
      for (const written of clauses) {
        const clause = this.read(written);
        for (const field of written.fields) {
          const name = `${subject}.${field}`;
          this.clauses.set(name, [...(this.clauses.get(name) ?? []), clause]);
        }
      }
    }
  }

  static of(file: string): Oracle {
    return new Oracle(readFileSync(file, 'utf8'));
  }

  get subjects(): string[] {
    return Object.keys(this.written.subjects);
  }

  get openSubjects(): string[] {
    return Object.keys(this.written.open);
  }

  get roles(): string[] {
    return Object.keys(this.written.roles);
  }

  get purposes(): string[] {
    return Object.keys(this.written.purposes);
  }

  get relationships(): string[] {
    return Object.keys(this.written.relationships);
  }

  /** The fields that the agreement decides, and `id`, which goes with the record. */
  fieldsOf(subject: string): string[] {
    const written = this.written.subjects[subject] ?? this.written.open[subject] ?? [];
    return [...new Set(['id', ...written.flatMap(({ fields }) => fields)])];
  }

  /** Whether some clause names the field. */
  decides(subject: string, field: string): boolean {
    return this.named(subject).includes(field);
  }

  /** What clauses of a subject ask of the record itself, each once. */
  recordBitsOf(subject: string): string[] {
    const clauses = this.named(subject).flatMap((field) => this.clauses.get(`${subject}.${field}`) ?? []);
    const terms = clauses.flatMap(({ terms: { clear, year } }) => [...clear, ...year]);
    return [...new Set(terms.flatMap(({ recordBits }) => recordBits))];
  }

  /** How a cell must be shown; null: withheld, or in no record that the viewer sees. */
  expected({ field, ...question }: Question & { field: string }): Form | null {
    return this.cellsOf(question)(field);
  }

  /** The same of every cell of a record: what counts of the viewer's relationships is worked out once. */
  cellsOf(question: Question): (field: string) => Form | null {
    const { subject } = question;
    const counting = this.counting(question);
    const named = once((field: string) => this.form(this.clauses.get(`${subject}.${field}`) ?? [], counting, question));
    // The identifier of a record is shown with any cell of it.
    const ofRecord = once((_: 'id') => (this.named(subject).some((field) => named(field) !== null) ? 'clear' : null));
    return (field) => (field === 'id' ? ofRecord(field) : named(field));
  }

  /** Whether the viewer sees that the record exists: some cell of it is open to the viewer's role. */
  visible(question: Question): boolean {
    return this.cellsOf(question)('id') !== null;
  }

  /** Whether the row policies let the record through: some cell is open to some role of the viewer's organisation. */
  held(question: Question): boolean {
    const counting = this.counting(question);
    const terms = this.named(question.subject)
      .flatMap((field) => this.clauses.get(`${question.subject}.${field}`) ?? [])
      .flatMap(({ terms: { clear, year } }) => [...clear, ...year]);
    return terms.some((term) => holds(term, counting, question));
  }

  /** Whether some role of an agency may see the field under some purpose, of some record of some resident. */
  everSees(agency: string, subject: string, field: string): boolean {
    if (this.openSubjects.includes(subject)) return this.open(agency, subject, field);
    return this.mostSeenBy(agency)(subject).some((cells) => cells(field) !== null);
  }

  /** What each role of an agency sees for each purpose that it may name, where everything that can be asked is so. */
  private readonly mostSeenBy = once((agency: string) =>
    once((subject: string) => {
      const most = { agency, subject, relationships: this.relationships, recordBits: this.recordBitsOf(subject) };
      return this.roles.flatMap((role) =>
        this.purposes
          .filter((purpose) => this.mayName(purpose, agency, role))
          .map((purpose) => this.cellsOf({ ...most, role, purpose })),
      );
    }),
  );

  /** Whether a field that concerns no resident is open to an agency. */
  open(agency: string, subject: string, field: string): boolean {
    const clauses = (this.written.open[subject] ?? []).filter(({ fields }) => fields.includes(field));
    return clauses.some(({ to }) => to === 'everyone' || to?.includes(agency));
  }

  /** Whether an agency may put a query for a purpose, or hear by a subscription. */
  mayAsk(query: string, agency: string, purpose: string): boolean {
    const rule = this.written.queries[query] ?? this.written.subscriptions?.[query];
    if (!rule || !(rule.by === 'everyone' || rule.by.includes(agency))) return false;
    return !rule.purposes || rule.purposes.includes(purpose);
  }

  /** Whether somebody could see any resident at all in this role for this purpose. */
  opensResidents(agency: string, role: string, purpose: string): boolean {
    return this.opensRecords('Resident', agency, role, purpose);
  }

  /** The same of records about residents. */
  opensRecords(subject: string, agency: string, role: string, purpose: string): boolean {
    const most = { relationships: this.relationships, recordBits: this.recordBitsOf(subject) };
    return this.visible({ agency, role, purpose, subject, ...most });
  }

  /** Whether somebody could see in which home anybody lives. */
  opensHomes(agency: string, role: string, purpose: string): boolean {
    const most = { relationships: this.relationships, recordBits: this.recordBitsOf('Placement') };
    return this.expected({ agency, role, purpose, subject: 'Placement', field: 'home', ...most }) !== null;
  }

  mayName(purpose: string, agency: string, role: string): boolean {
    return this.written.purposes[purpose]?.who[agency]?.includes(role) ?? false;
  }

  /** Whether a viewer who stands in these relationships to the resident may call a mutation about him. */
  mayWrite({ mutation, ...viewer }: Writing): boolean {
    const { agency, role, purpose } = viewer;
    if (!this.mayName(purpose, agency, role)) return false;
    if (mutation === 'breakGlass') {
      const opens = this.counting({ ...viewer, relationships: [`${agency}.emergency`] });
      return opens.length > 0 && (this.written.emergency?.who[agency]?.includes(role) ?? false);
    }
    const rule = this.written.writes?.[mutation];
    if (!rule || rule.by === 'nobody' || !rule.by[agency]?.includes(role)) return false;
    if (rule.purposes && !rule.purposes.includes(purpose)) return false;
    const needed = rule.relationships?.flatMap((name) => this.written.groups?.[name] ?? [name]);
    return !needed?.length || this.counting(viewer).some((name) => needed.includes(name));
  }

  /** Whether a mutation is for those alone who stand in some relationship to the resident. */
  asksRelationship(mutation: string): boolean {
    return Boolean(this.written.writes?.[mutation]?.relationships?.length);
  }

  /** The kind of record that a mutation writes. */
  subjectWritten(mutation: string): string | undefined {
    return this.written.writes?.[mutation]?.subject;
  }

  /** Whether some role of an agency may call a mutation for some purpose. */
  everWrites(agency: string, mutation: string): boolean {
    const { roles, purposes, relationships } = this;
    return roles.some((role) =>
      purposes.some((purpose) => this.mayWrite({ mutation, agency, role, purpose, relationships })),
    );
  }

  /** Whether some role of an agency may change records of a subject at all, if only by ending them. */
  changes(agency: string, subject: string): boolean {
    const changes = Object.entries(this.written.writes ?? {}).filter(([, rule]) => rule.subject === subject);
    return changes.some(([mutation]) => this.everWrites(agency, mutation));
  }

  /** The fields of a subject that some role of an agency may write for some purpose. */
  fieldsWritten(agency: string, subject: string): string[] {
    const changes = Object.entries(this.written.writes ?? {}).filter(([, rule]) => rule.subject === subject);
    return changes.filter(([mutation]) => this.everWrites(agency, mutation)).flatMap(([, { fields }]) => fields);
  }

  private form(clauses: readonly Clause[], counting: readonly string[], question: Question): Form | null {
    if (counting.length === 0) return null;
    const heard = clauses.filter((clause) => this.speaksTo(clause, question));
    const given = (form: Form) =>
      heard.some(({ terms }) => terms[form].some((term) => holds(term, counting, question)));
    if (given('clear')) return 'clear';
    return given('year') ? 'year' : null;
  }

  /** The viewer's relationships that count for its purpose. */
  private counting({ agency, role, purpose, relationships, objections = [], ...record }: Viewing & Partial<Question>) {
    const rule = this.written.purposes[purpose];
    if (!rule || !this.mayName(purpose, agency, role)) return [];
    // An objection is never kept from whoever recorded it, though it ended the relationship.
    const own = record.subject === 'Objection' && record.recordBits?.includes('author');
    const ended = !own && objections.some((objection) => rule['ends-with']?.includes(objection));
    const allowed = (name: string) =>
      rule.relationships.some((one) => one === name || one === `${name.split('.')[0]}.*`);
    const lasts = (name: string) => !ended || rule['never-ends']?.includes(name);
    return relationships.filter((name) => name.startsWith(`${agency}.`) && allowed(name) && lasts(name));
  }

  private speaksTo(clause: Clause, { role, purpose }: Question): boolean {
    if (clause.purposes && !clause.purposes.includes(purpose)) return false;
    if (clause.roles) return clause.roles.includes(role);
    const written = this.written.roles[role];
    return typeof written !== 'object' || written['only-where-named'] !== true;
  }

  private named(subject: string): string[] {
    return this.fields.get(subject) ?? [];
  }

  private read({ clear = [], year = [], roles, purposes }: WrittenClause): Clause {
    const terms = (written: string[]): Term[] =>
      written.flatMap((text) => {
        const [first = '', ...recordBits] = text.split(' & ');
        return (this.written.groups?.[first] ?? [first]).map((relationship) => ({ relationship, recordBits }));
      });
    return {
      ...(roles ? { roles } : {}),
      ...(purposes ? { purposes } : {}),
      terms: { clear: terms(clear), year: terms(year) },
    };
  }
}

function holds({ relationship, recordBits }: Term, counting: readonly string[], record: Question): boolean {
  return counting.includes(relationship) && recordBits.every((bit) => record.recordBits.includes(bit));
}
