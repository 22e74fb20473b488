import type { Agency } from '../shared/agencies.ts';
import type { Purpose } from '../shared/purposes.ts';

/** How a cell is shown: as it is, or a date as its year alone. A cell that no grant opens is withheld. */
export const forms = ['clear', 'year'] as const;
export type Form = (typeof forms)[number];

/** One line of the agreement: these fields, in these forms, to these relationships, because. */
export interface Clause {
  /** `Resident/2` is the second clause of Resident; an answer names it beside what it withholds. */
  readonly reference: string;
  readonly line: number;
  readonly because: string;
  /** Only these roles; absent, every role but those that see only where they are named. */
  readonly roles?: readonly string[];
  /** Only for these purposes; absent, for every purpose under which the relationship counts. */
  readonly purposes?: readonly Purpose[];
}

/** A cell opens in `form` to a row's mask that holds any bit of `anyOf` and every bit of `also`. */
export interface Grant {
  readonly form: Form;
  /** Relationship bits, any one of which opens. */
  readonly anyOf: number;
  /** Record bits that must all be present besides; 0 asks for none. */
  readonly also: number;
  readonly clause: Clause;
}

export interface PurposeRule {
  readonly line: number;
  readonly who: Actors;
  /** Relationship bits that count for this purpose. */
  readonly relationships: number;
  /** Objection bits that end those relationships for this purpose. */
  readonly endsWith: number;
  /** Relationship bits that no objection ends for this purpose. */
  readonly neverEnds: number;
  /** The lawful basis in data protection law. */
  readonly basis: string;
  /** Why the common-law duty of confidentiality is not broken. */
  readonly confidentiality: string;
  readonly because?: string;
}

export interface RoleRule {
  readonly line: number;
  readonly means: string;
  /** Sees only what a clause names it for, where other roles also see what clauses without roles give. */
  readonly onlyWhereNamed: boolean;
}

export interface OpenField {
  readonly agencies: readonly Agency[];
  readonly clause: Clause;
}

/** What the agreement says of one type of the graph. */
export interface SubjectRule {
  readonly personal: boolean;
  readonly line: number;
  /** Personal cells: grants in order of preference, clear before year. */
  readonly fields: ReadonlyMap<string, readonly Grant[]>;
  /** Fields that the agreement decides to show to nobody. */
  readonly nobody: ReadonlySet<string>;
  /** Fields that concern no resident: open to whole agencies. Empty for a personal subject. */
  readonly open: ReadonlyMap<string, OpenField>;
  /** Every clause about a field, in the order of the file: what to name when the cell is withheld. */
  readonly clauses: ReadonlyMap<string, readonly Clause[]>;
}

export interface QueryRule {
  readonly line: number;
  readonly by: readonly Agency[];
  /** Absent: under every purpose that the viewer may name. */
  readonly purposes?: readonly Purpose[];
  readonly because: string;
}

/** Who may act: the roles of each agency. An agency that is not named may not. */
export type Actors = Readonly<Partial<Record<Agency, readonly string[]>>>;

/** Who may call a mutation, and what it may change. A mutation that nobody may call has no agency in `by`. */
export interface WriteRule {
  readonly line: number;
  /** The kind of record that the mutation writes. */
  readonly subject: string;
  /** The fields of the subject that it may write; a write of anything else is refused. */
  readonly fields: readonly string[];
  readonly by: Actors;
  /** Relationship bits to the resident, one of which must stand before the write; 0 asks for none. */
  readonly relationships: number;
  /** Absent: under every purpose that the viewer may name. */
  readonly purposes?: readonly Purpose[];
  readonly because: string;
}

/** Who may open a record in an emergency without standing in any relationship, and for how long. */
export interface EmergencyRule {
  readonly line: number;
  readonly by: Actors;
  readonly hours: number;
  readonly because: string;
}

/** What must be ready within a time after an admission or a return from hospital. */
export const clockNames = ['care-plan', 'medication-review'] as const;
export type ClockName = (typeof clockNames)[number];

/** Within how many days it is due, the day of arrival not counted, and after how many months it is due again. */
export interface Clock {
  readonly line: number;
  readonly days: number;
  /** Working days leave out Saturdays, Sundays and the bank holidays of England. */
  readonly counting: 'calendar' | 'working';
  readonly reviewMonths: number;
  readonly because: string;
}

/** On what terms homes that take part in the reward scheme are paid. */
export interface RewardScheme {
  readonly line: number;
  /** Within so many days after the end of a month its return is submitted. */
  readonly days: number;
  readonly counting: Clock['counting'];
  /** So many initiatives a home has adopted at least. */
  readonly initiatives: number;
  /** Pounds for a bed and week, with two decimals: of a resident for whom the council pays, and of one in NHS continuing healthcare. */
  readonly councilResident: string;
  readonly nhsResident: string;
  readonly because: string;
}

/** One organisation by its code, or every organisation of an agency (demonstration agreements only). */
export type Party = { readonly organisation: string } | { readonly every: Agency };
/** `hash` is the version that was signed. Only the signature of a whole agency may be without: nobody gave it. */
export type Signature = Party & { readonly name: string; readonly on: string; readonly hash?: string };

/** A published table: one question, grouped one way, over one kind of period, protected as a whole. */
export interface PublishedTable {
  readonly line: number;
  readonly measure: string;
  /** In no particular order; empty for the total alone. */
  readonly dimensions: readonly string[];
  readonly period: Period;
}
export const periods = ['MONTH', 'QUARTER', 'YEAR'] as const;
export type Period = (typeof periods)[number];

export interface SmallNumbers {
  /** Counts from `from` to `to`, both included, are suppressed; zero is shown. */
  readonly suppress: { readonly from: number; readonly to: number };
  /** Other counts are rounded to the nearest multiple. */
  readonly roundTo: number;
  readonly tables: readonly PublishedTable[];
}

/** What a finding says of the file: where, what, and what to write instead. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly line: number;
  readonly what: string;
  readonly instead: string;
}

/** The information sharing agreement, read and checked. Nothing of it changes after it was read. */
export interface Agreement {
  /** SHA-256 of the text: every transaction asserts that this is the agreement in force. */
  readonly hash: string;
  /** Hash of what is signed: a signature is given to one version, and adding a signature makes no other. */
  readonly version: string;
  readonly text: string;
  readonly file: string;
  readonly title: string;
  /** Invented people and organisations: whole agencies may be party and sign. */
  readonly demonstration: boolean;
  readonly effective: string;
  readonly review: string;
  readonly processor: string;
  readonly impactAssessment: string;
  readonly parties: readonly Party[];
  /** Signatures of this version. No other signature counts. */
  readonly signatures: readonly Signature[];
  /** Signatures of another version, which let nobody in. */
  readonly lapsed: readonly Signature[];
  readonly retention: ReadonlyMap<string, string>;
  readonly smallNumbers: SmallNumbers;
  /** What is due when. What has no clock is due on no day. */
  readonly clocks: ReadonlyMap<ClockName, Clock>;
  /** Absent: there is no reward scheme. */
  readonly rewardScheme?: RewardScheme;
  readonly roles: ReadonlyMap<string, RoleRule>;
  readonly purposes: ReadonlyMap<Purpose, PurposeRule>;
  /** The words for each relationship. */
  readonly relationships: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly subjects: ReadonlyMap<string, SubjectRule>;
  readonly queries: ReadonlyMap<string, QueryRule>;
  /** Who may hear of what, as soon as it is recorded. */
  readonly subscriptions: ReadonlyMap<string, QueryRule>;
  readonly writes: ReadonlyMap<string, WriteRule>;
  /** Absent: nobody opens a record in an emergency. */
  readonly emergency?: EmergencyRule;
  /** What a signer should look at, though the hub starts. */
  readonly warnings: readonly Finding[];
}
