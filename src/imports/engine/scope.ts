import type { ClientBase } from 'pg';
import { kindsOf, purposesOf } from '../../agreement/compile.ts';
import { type VersionInForce, versionInForce } from '../../agreement/in-force.ts';
import type { Agreement, WriteRule } from '../../agreement/model.ts';
import { parseAgreement } from '../../agreement/read.ts';
import { hasSigned } from '../../agreement/sign.ts';
import { mayWrite, neededToWrite, rolesThatWrite } from '../../agreement/writes.ts';
import type { Agency } from '../../shared/agencies.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { type Format, UnreadableFile } from './format.ts';

/** In whose place a file speaks that somebody brings through the graph. */
export interface Bringer {
  role: string;
  purpose: Purpose;
  /** Who vouches for the user, as the access record names it. */
  authority: string | null;
}

/** About whom a file may write, as the row policies of the importer read it. */
export interface Scope {
  /** The uuid of the organisation whose file it is. */
  organisation: string;
  /** By which others call it: of the NHS its ODS code. */
  code: string;
  /** Bits of the relationships, one of which must stand to whomever the file writes about. */
  kinds: number;
  /** Bits of the objections that end these relationships, and of those relationships that none ends. */
  endsWith: number;
  neverEnds: number;
  /** Hash of the agreement that says so. */
  agreement: string;
}

/**
 * What the agreement in force lets an organisation write by such a file: no more than one of its people could write by hand.
 * Null of a public register, which is nobody's. Else throws what is missing, with the clause. Asked by the owner.
 */
export async function scopeOf(
  client: ClientBase,
  format: Format,
  organisation: string | null,
  bringer?: Bringer,
): Promise<Scope | null> {
  const { name, agencies } = format;
  if (!agencies.length) {
    if (organisation) throw new UnreadableFile(`A ${name} file is a public register: leave out the organisation.`);
    return null;
  }
  const { rows } = await client.query<{ code: string; agency: Agency; known: string }>(
    'select code, agency, coalesce(ods_code, code) as known from public.organisation where id = $1',
    [organisation],
  );
  const [whose] = rows;
  if (!whose)
    throw new UnreadableFile(`Say whose ${name} these are: --organisation and the code of a ${agencies.join(' or ')}.`);
  const { code, agency } = whose;
  if (!agencies.includes(agency)) {
    throw new UnreadableFile(`${code} is a ${agency}: ${name} files are brought by a ${agencies.join(' or ')}.`);
  }
  const version = await versionInForce(client);
  if (!version) throw new UnreadableFile('No agreement was applied here yet, so that nobody may bring anything.');
  const agreement = parsed(version);
  if (!hasSigned(agreement, whose)) {
    throw new UnreadableFile(`${code} has not signed the agreement in force: what it brings is taken when it has.`);
  }
  assertWrites(agreement, format, agency);
  return {
    organisation: organisation as string,
    code: whose.known,
    agreement: version.hash,
    ...heldBy(agreement, format, agency, bringer),
  };
}

let last: { hash: string; agreement: Agreement } | undefined;

/** A file of thousands of people is merged in slices, each of which asks anew: to read the agreement takes longer than to merge one. */
function parsed({ hash, text }: VersionInForce): Agreement {
  if (last?.hash !== hash) {
    last = { hash, agreement: parseAgreement(text, 'the agreement in force', { early: true }) };
  }
  return last.agreement;
}

const clauseOf = (mutation: string, rule: WriteRule | undefined) =>
  `writes.${mutation}${rule ? ` (line ${rule.line} of the agreement in force)` : ''}`;

function assertWrites(agreement: Agreement, { writes, fills = {} }: Format, agency: Agency): void {
  for (const mutation of writes) {
    const rule = agreement.writes.get(mutation);
    if (!rolesThatWrite(agreement, mutation, agency).length) {
      throw new UnreadableFile(
        `${clauseOf(mutation, rule)} does not let a ${agency} do what this file does: nothing is taken.`,
      );
    }
    const more = (fills[mutation] ?? []).filter((field) => !rule?.fields.includes(field));
    if (more.length) {
      throw new UnreadableFile(
        `${clauseOf(mutation, rule)} does not let a ${agency} write ${more.join(', ')} of ${rule?.subject}, which this file does: nothing is taken.`,
      );
    }
  }
}

/** The file stands for whoever brings it, or for a person of the organisation who may do all of it, for one purpose. */
function heldBy(
  agreement: Agreement,
  { name, writes }: Format,
  agency: Agency,
  bringer?: Bringer,
): Omit<Scope, 'organisation' | 'code' | 'agreement'> {
  const roles = bringer ? [bringer.role] : [...agreement.roles.keys()];
  for (const role of roles) {
    for (const purpose of purposesOf(agreement, agency, role)) {
      if (bringer && bringer.purpose !== purpose) continue;
      const writer = { agency, role, purpose };
      if (!writes.every((mutation) => mayWrite(agreement, mutation, writer))) continue;
      const needed = writes
        .map((mutation) => neededToWrite(agreement, mutation, writer))
        .filter((bits) => bits !== null);
      // Who writes about nobody sees nobody.
      const kinds = needed.reduce(
        (bits, more) => bits & more,
        needed.length ? kindsOf(agreement, purpose, agency, role) : 0,
      );
      const { endsWith = 0, neverEnds = 0 } = agreement.purposes.get(purpose) ?? {};
      return { kinds, endsWith, neverEnds };
    }
  }
  const clauses = writes.map((mutation) => clauseOf(mutation, agreement.writes.get(mutation))).join(', ');
  const who = bringer ? `The role ${bringer.role} of a ${agency} may not do for the purpose ${bringer.purpose}` : '';
  if (who) throw new UnreadableFile(`${who} all that a ${name} file does: ${clauses}.`);
  throw new UnreadableFile(`No role of a ${agency} may do for one purpose all that a ${name} file does: ${clauses}.`);
}
