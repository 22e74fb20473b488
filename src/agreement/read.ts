import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { findUnbound } from './bound.ts';
import { AgreementError } from './findings.ts';
import type { Agreement, Finding } from './model.ts';
import { findNeeded } from './needed.ts';
import { readClocks } from './sections/clocks.ts';
import { dateOf, readParties, readSignatures } from './sections/parties.ts';
import { readGroups, readPurposes, readRelationships, readRoles } from './sections/purposes.ts';
import { readQueries, readSubscriptions } from './sections/queries.ts';
import { readRewardScheme } from './sections/reward-scheme.ts';
import { readSmallNumbers } from './sections/small-numbers.ts';
import { readOpen, readSubjects } from './sections/subjects.ts';
import { readEmergency, readWrites } from './sections/writes.ts';
import type { GraphShape } from './shape.ts';
import { Part, Source } from './source.ts';
import { findUncallable } from './uncallable.ts';
import { findHiddenSources, findUndecided, findUnreachable } from './undecided.ts';
import { versionOfContent } from './version.ts';

export interface Reading {
  /** The graph that the agreement governs. Without it, names of subjects, fields and queries go unchecked. */
  shape?: GraphShape;
  /** The day in England, as `2026-04-01`. */
  today?: string;
  /** Also before its first day: for those who read, compare or sign it. The hub puts no such agreement in force. */
  early?: boolean;
  /** A version that held once: a relationship that the hub has come to know since need not be described in it. */
  kept?: boolean;
}

const sections = [
  ...['title', 'effective', 'review', 'processor', 'impact-assessment', 'parties', 'signatures', 'retention'],
  ...['small-numbers', 'roles', 'purposes', 'relationships', 'subjects', 'open', 'queries'],
];

/** A day on which every agreement has taken effect. */
const always = '9999-12-31';

/** Reads and checks the agreement in a file. Every error in it is in the one `AgreementError`. */
export function readAgreement(file: string, reading: Reading = {}): Agreement {
  return parseAgreement(readFileSync(file, 'utf8'), file, reading);
}

/** Reads and checks the text of an agreement; `file` is what findings call it. */
export function parseAgreement(text: string, file: string, reading: Reading = {}): Agreement {
  const { agreement, findings } = examineAgreement(text, file, reading);
  if (!agreement) throw new AgreementError(findings.filter(({ severity }) => severity === 'error'));
  return agreement;
}

/** A version that held once, as it is kept; undefined if this release knows words of it no more. */
export function keptAgreement(text: string): Agreement | undefined {
  return examineAgreement(text, 'the agreement of then', { early: true, kept: true }).agreement;
}

/** Everything found in the text of an agreement, in the order of its lines; the agreement itself if it has no error. */
export function examineAgreement(
  text: string,
  file: string,
  { shape, today = todayInEngland(), early = false, kept = false }: Reading = {},
): { agreement?: Agreement; findings: readonly Finding[] } {
  const source = new Source(file, text);
  const agreement =
    source.findings.length === 0 ? agreementIn(source, text, early ? always : today, kept, shape) : undefined;
  const findings = source.findings.toSorted((left, right) => left.line - right.line);
  const failed = findings.some(({ severity }) => severity === 'error');
  return agreement && !failed
    ? { agreement: Object.freeze({ ...agreement, warnings: findings }), findings }
    : { findings };
}

function agreementIn(source: Source, text: string, today: string, kept: boolean, shape?: GraphShape): Agreement {
  const parts = source.root.named(sections, [
    ...['demonstration', 'groups', 'clocks', 'reward-scheme', 'subscriptions', 'writes', 'emergency'],
  ]);
  const part = (name: string) => parts.get(name) ?? new Part(source, undefined, name, 1);
  const demonstration = parts.get('demonstration')?.truth() ?? false;
  const parties = readParties(part('parties'), demonstration);
  const roles = readRoles(part('roles'));
  const purposes = readPurposes(part('purposes'), roles);
  const relationships = readRelationships(part('relationships'), kept);
  const groups = readGroups(parts.get('groups'));
  const vocabulary = shape ? { roles, groups, shape } : { roles, groups };
  const decided = { subjects: part('subjects'), open: part('open'), queries: part('queries') };
  const subjects = new Map([...readSubjects(decided.subjects, vocabulary), ...readOpen(decided.open, vocabulary)]);
  const queries = readQueries(decided.queries, vocabulary);
  const subscriptions = readSubscriptions(parts.get('subscriptions'), vocabulary);
  const writes = readWrites(parts.get('writes'), vocabulary);
  const emergency = readEmergency(parts.get('emergency'), vocabulary);
  if (shape) findUndecided(source, shape, { subjects, queries, subscriptions, writes, emergency }, decided);
  if (shape) findHiddenSources(source, shape, subjects);
  if (shape) findNeeded(source, shape, subjects, roles);
  if (shape) findUnbound(source, shape, subjects);
  findUnreachable(source, subjects, purposes);
  findUncallable(source, { writes, emergency, purposes, subjects });
  const counted = today === always ? todayInEngland() : today;
  const rewardScheme = readRewardScheme(parts.get('reward-scheme'), counted);
  const version = versionOfContent(source.content());
  return {
    hash: createHash('sha256').update(text).digest('hex'),
    version,
    text,
    file: source.file,
    title: part('title').text(),
    demonstration,
    ...datesOf(part('effective'), part('review'), today),
    processor: part('processor').text(),
    impactAssessment: part('impact-assessment').text(),
    parties,
    ...readSignatures(part('signatures'), parties, version, demonstration),
    retention: new Map(
      part('retention')
        .parts()
        .map(([{ text: what }, value]) => [what, value.text()]),
    ),
    smallNumbers: readSmallNumbers(part('small-numbers'), shape),
    clocks: readClocks(parts.get('clocks'), counted),
    ...(rewardScheme && { rewardScheme }),
    roles,
    purposes,
    relationships,
    groups,
    subjects,
    queries,
    subscriptions,
    writes,
    ...(emergency && { emergency }),
    warnings: [],
  };
}

function datesOf(effective: Part, review: Part, today: string): { effective: string; review: string } {
  const dates = { effective: dateOf(effective), review: dateOf(review) };
  const { source } = effective;
  if (dates.effective > today) {
    source.error(
      effective.line,
      `the agreement takes effect on ${dates.effective}`,
      'use the agreement in force until then',
    );
  }
  if (dates.review !== '' && dates.review <= dates.effective) {
    source.error(review.line, 'the review is due before the agreement takes effect', 'write a later date');
  } else if (dates.review !== '' && dates.review < today) {
    source.warn(review.line, `the review was due on ${dates.review}`, 'review the agreement and write the next date');
  }
  return dates;
}

export function todayInEngland(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());
}
