import type { Owner } from '../../../support/insert.ts';
import type { Pick } from '../pick.ts';
import { monthAfter } from './terms.ts';

/** What a home had done by then, each rule kept more often than not: rows that no mutation can write of days past. */
export async function lets(
  owner: Owner,
  { id, council }: { id: string; council: string },
  months: readonly string[],
  pick: Pick,
): Promise<void> {
  const [first, second, ...others] = months as [string, string, ...string[]];
  const signedUp = pick.often(80) ? monthAfter(first, -1) : pick.often(60) ? `${second.slice(0, 8)}02` : null;
  await owner.query('update care_home set reward_scheme_signed_up_on = $2 where id = $1', [id, signedUp]);
  const sent = [first, second, ...others].flatMap((month) => {
    const next = monthAfter(month);
    if (pick.often(8)) return [];
    return [[month, `${next.slice(0, 8)}${pick.often(90) ? '10T22:30:00Z' : '11T09:00:00Z'}`] as const];
  });
  await owner.query(
    `insert into hub.return_submission (home_id, month, version, figures, submitted_at, submitted_by)
     select $1, month, 1, '[]', sent, 'somebody' from unnest($2::date[], $3::timestamptz[]) of (month, sent)`,
    [id, sent.map(([month]) => month), sent.map(([, at]) => at)],
  );
  // Of months before those no return was sent, but for most all is said that the hub does not count.
  if (pick.often(80))
    await owner.query(
      `insert into hub.return_draft (home_id, month, figure, value)
       select $1, month, name, 2 from unnest($2::date[]) month, hub.return_figure where place > 7`,
      [id, [-1, -2, -3].map((months) => monthAfter(first, months))],
    );
  if (pick.often(93))
    await owner.query(
      `insert into quality_account (home_id, year, text, version, valid_from)
       values ($1, extract(year from $2::date), 'We learnt.', 1, $2)`,
      [id, first],
    );
  if (pick.often(93))
    await owner.query(
      `insert into initiative_adoption (home_id, initiative, from_on, recorded_at)
       values ($1, 'FALLS', $2, $3)`,
      [id, pick.often(85) ? first : second, first],
    );
  if (pick.often(12))
    await owner.query(
      `insert into admission_statement (home_id, author_id, status, reason, as_of, valid_from, valid_until)
       values ($1, $2, 'CLOSED_BY_COMMISSIONER', 'Norovirus.', $3, $3, $3::timestamptz + make_interval(days => $4))`,
      [id, council, second, 1 + pick.below(40)],
    );
}
