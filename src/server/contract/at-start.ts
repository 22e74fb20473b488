import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ClientBase } from 'pg';
import { type Issuer, unfitFor } from '../../access/issuers.ts';
import { AnotherInForce, applyAgreement } from '../../agreement/apply.ts';
import { AgreementError } from '../../agreement/findings.ts';
import { type VersionInForce, versionInForce, wasInForce } from '../../agreement/in-force.ts';
import type { Agreement } from '../../agreement/model.ts';
import { parseAgreement } from '../../agreement/read.ts';
import { CannotStart } from '../../database/cannot-start.ts';
import { type Contract, contractFrom, type Ground } from './contract.ts';

export interface Started {
  contract: Contract;
  /** Which version is in force and why, for whoever starts the hub. */
  notes: string[];
}

/**
 * Puts in force what a hub starts with. The version in force in the database stays, unless hubs have only ever started
 * with files here and this file holds a version that is new: a start undoes no application, and brings back no version
 * that another hub's file has replaced. What stays is applied anew, for organisations and tables that have come since.
 */
export async function putInForceAtStart(
  owner: ClientBase,
  file: string,
  ground: Ground,
  issuers: readonly Issuer[] = [],
): Promise<Started> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  for (;;) {
    const before = await versionInForce(owner);
    const chosen = await choose(owner, before, file, text);
    const agreement = read(chosen, before, chosen === text ? file : 'the agreement in force', ground);
    const unfit = unfitFor(issuers, agreement);
    if (unfit) throw new CannotStart(unfit);
    const contract = await contractFrom(agreement, ground);
    try {
      await applyAgreement(owner, agreement, ground.tables, { replaces: before?.hash ?? null });
    } catch (error) {
      if (error instanceof AnotherInForce) continue;
      throw error;
    }
    return { contract, notes: notesOn(agreement, before, file, text) };
  }
}

async function choose(
  owner: ClientBase,
  before: VersionInForce | undefined,
  file: string,
  text: string | undefined,
): Promise<string> {
  if (!before) {
    if (text === undefined) throw new CannotStart(`There is no agreement in force, and no file ${file} to start with.`);
    return text;
  }
  const isNew = text !== undefined && before.way === 'start' && !(await wasInForce(owner, hashOf(text)));
  return isNew ? text : before.text;
}

function read(text: string, before: VersionInForce | undefined, file: string, { shape }: Ground): Agreement {
  try {
    return parseAgreement(text, file, { shape });
  } catch (error) {
    if (text !== before?.text || !(error instanceof AgreementError)) throw error;
    throw new CannotStart(
      `This release cannot follow the agreement in force, which ${applied(before)}:\n${error.message}\n` +
        'Put it right in a file and apply that with this release: caregraph agreement apply FILE',
    );
  }
}

function notesOn(
  { hash, title, effective, review }: Agreement,
  before: VersionInForce | undefined,
  file: string,
  text: string | undefined,
): string[] {
  const notes = [`Agreement in force: ${title}, from ${effective}, to be reviewed by ${review}.`];
  if (!before) return notes;
  if (before.hash !== hash) {
    notes.push(`${file} holds a new version. It replaces version ${short(before.hash)}, which ${applied(before)}.`);
    return notes;
  }
  if (before.way === 'apply') notes.push(`It is version ${short(hash)}, which ${applied(before)}.`);
  if (text !== undefined && hashOf(text) !== hash) {
    notes.push(
      `${file} holds another version, ${short(hashOf(text))}, which is not in force. ` +
        `To put it in force: caregraph agreement apply ${file}`,
    );
  }
  return notes;
}

const applied = ({ way, appliedBy, appliedAt }: VersionInForce): string => {
  const when = `${appliedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return way === 'apply' ? `${appliedBy} applied on ${when}` : `a hub started with on ${when}`;
};
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const short = (hash: string): string => hash.slice(0, 12);
