import type { ClientBase } from 'pg';
import { surveyAnchors } from './anchors-read.ts';
import { entryForm } from './canonical.ts';
import { type Finding, type FindingCode, Findings, moment } from './findings.ts';
import { horizonOf } from './horizon.ts';
import { checkKept } from './kept-check.ts';
import { recordKeys } from './keys.ts';
import { isGenuine, readSeals } from './seal.ts';
import { findUsedTwice } from './used-twice.ts';
import { walk } from './walk.ts';

/** What the whole access record came to when it was looked at. */
export interface Verdict {
  readonly inOrder: boolean;
  /** Entries that stand as they were sealed, and how many seals say so. */
  readonly sealed: number;
  readonly seals: number;
  /** Entries made since the last seal, which nothing but their own witness speaks for. */
  readonly unsealed: { readonly entries: number; readonly oldest: string | null };
  /** Entries whose seal is missing or was changed, so that nothing can be said of them. */
  readonly uncovered: number;
  readonly anchors: {
    readonly file: string;
    readonly begunAfter: number | null;
    readonly last: number | null;
    readonly unanchored: number;
  };
  readonly retired: readonly { readonly month: string; readonly entries: number }[];
  readonly accepted: readonly {
    readonly upTo: number;
    readonly at: string;
    readonly by: string;
    readonly because: string;
  }[];
  readonly counts: Partial<Record<FindingCode, number>>;
  /** The first ones, in the order of the record. */
  readonly findings: readonly Finding[];
}

/**
 * Looks at every entry, seal and anchor as they are at one moment, beside hubs that go on. `client` may act as the owner.
 * Reads the record once, some thousand entries at a time.
 */
export async function verify(client: ClientBase, masterKey: Buffer, anchorsFile: string): Promise<Verdict> {
  const keys = recordKeys(masterKey);
  const findings = new Findings();
  // The anchors first: a seal made meanwhile is then newer than they are, and never older.
  const anchorsRead = Date.now();
  const survey = await surveyAnchors(anchorsFile, keys, findings);
  await client.query('begin isolation level repeatable read read only');
  try {
    // By the index all along: a sort of millions of entries would have to be kept somewhere.
    await client.query('set local enable_sort = off');
    await client.query('set local enable_seqscan = off');
    const horizon = await horizonOf(client);
    const { rows } = await client.query<{ seals: string; own: string }>(
      `select count(*)::text as seals, count(*) filter (where key_id = decode($1, 'hex'))::text as own from hub.access_seal`,
      [keys.id],
    );
    const seals = Number(rows[0]?.seals);
    const wrongKey =
      (seals > 0 && Number(rows[0]?.own) === 0 && (survey.otherKey || survey.lines === 0)) ||
      (seals === 0 && survey.otherKey);
    if (wrongKey) {
      const what = 'The record was sealed with another master key: nothing can be said of it with this one.';
      const found = new Findings();
      found.add({ code: 'WRONG_KEY', what });
      return verdict(found);
    }
    if (seals > 0 && survey.lines === 0) {
      const what = `There are no anchors in ${anchorsFile}: whether the newest seals were taken away cannot be told.`;
      findings.add({ code: 'ANCHORS_MISSING', what });
    }
    const begun = survey.header?.batch ?? 0;
    if (begun > survey.acceptedUpTo) {
      const at = moment(survey.header?.at.getTime() ?? 0);
      const what = `The anchors begin after seal ${begun}, at ${at}: the ones before were lost, or are another hub's.`;
      findings.add({ code: 'ANCHORS_LATE', at, what });
    }
    const form = await entryForm(client);
    const retiring = await readSeals(client, 'where seal.retired is not null order by seal.batch');
    const retired = retiring.filter((seal) => isGenuine(keys, seal)).map(({ retired: month }) => month as string);
    const walked = await walk(client, { keys, survey, anchorsRead, findings, form, horizon, retired });
    await findUsedTwice(client, findings, walked.newest);
    await checkKept(client, findings, walked.named);
    return verdict(findings, walked, seals);
  } finally {
    await client.query('rollback');
  }

  function verdict(found: Findings, walked?: Awaited<ReturnType<typeof walk>>, seals = 0): Verdict {
    return {
      inOrder: found.total === 0,
      sealed: walked?.sealed ?? 0,
      seals,
      unsealed: { entries: walked?.unsealed ?? 0, oldest: walked?.oldest === undefined ? null : moment(walked.oldest) },
      uncovered: walked?.uncovered ?? 0,
      anchors: {
        file: anchorsFile,
        begunAfter: survey.header?.batch ?? null,
        last: survey.last?.batch ?? null,
        unanchored: walked?.unanchored ?? 0,
      },
      retired: [...(walked?.retired ?? [])].map(([month, entries]) => ({ month: month.replace('_', '-'), entries })),
      accepted: survey.accepted.map(({ batch, at, by, because }) => ({
        upTo: batch,
        at: at.toISOString(),
        by,
        because,
      })),
      counts: found.counts,
      findings: found.first(),
    };
  }
}
