/** A question about one cell or record, in the words of the agreement. */
export interface Question {
  agency: string;
  role: string;
  purpose: string;
  /** The relationships between the viewer's organisation and the resident. */
  relationships: readonly string[];
  /** What is true of the record itself: `author`, `payer`, … */
  recordBits: readonly string[];
  /** Objections in force for the resident against the viewer's organisation. */
  objections?: readonly string[];
  subject: string;
}

export type Viewing = Omit<Question, 'subject' | 'recordBits'>;
/** A call about a record names it too. */
export type Writing = Viewing & Partial<Pick<Question, 'subject' | 'recordBits'>> & { mutation: string };

export interface WrittenClause {
  fields: string[];
  clear?: string[];
  year?: string[];
  nobody?: boolean;
  roles?: string[];
  purposes?: string[];
  to?: 'everyone' | string[];
}
export interface WrittenPurpose {
  who: Record<string, string[]>;
  relationships: string[];
  'ends-with'?: string[];
  'never-ends'?: string[];
}
export interface WrittenChange {
  subject: string;
  fields: string[];
  by: 'nobody' | Record<string, string[]>;
  relationships?: string[];
  purposes?: string[];
}
export interface Written {
  roles: Record<string, string | { 'only-where-named'?: boolean }>;
  purposes: Record<string, WrittenPurpose>;
  relationships: Record<string, string>;
  groups?: Record<string, string[]>;
  subjects: Record<string, WrittenClause[]>;
  open: Record<string, WrittenClause[]>;
  queries: Record<string, { by: 'everyone' | string[]; purposes?: string[] }>;
  subscriptions?: Record<string, { by: 'everyone' | string[]; purposes?: string[] }>;
  writes?: Record<string, WrittenChange>;
  emergency?: { who: Record<string, string[]>; hours: number };
}
export type Form = 'clear' | 'year';
export type Term = { relationship: string; recordBits: string[] };
export type Clause = { roles?: string[]; purposes?: string[]; terms: Record<Form, Term[]> };
