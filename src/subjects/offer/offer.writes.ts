import type { Write, Written } from '../../access/writing/writer.ts';
import type { Agreement } from '../../agreement/model.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { identifyingProblems } from '../writing/identifying.ts';
import { endPublic, ownNamed, publicNamed } from '../writing/named-public.ts';
import { textProblems } from '../writing/texts.ts';
import type { MakeOfferInput, TakeUpOfferInput, WithdrawOfferInput } from './offer.inputs.ts';

const mostPlaces = 1_000;
const furthest = 2 * 366 * 86_400_000;

export async function makeOffer(write: Write, agreement: Agreement, input: MakeOfferInput): Promise<Written> {
  const { query, viewer, now } = write;
  const { kind, title, description, beginsAt, endsAt, places } = input;
  const problems: Problem[] = [
    ...textProblems(input, 'title', 200, true),
    ...textProblems(input, 'description', 4_000, true),
    ...(endsAt <= beginsAt ? [problem('TOO_EARLY', 'endsAt')] : []),
    ...(endsAt <= now || endsAt.getTime() > now.getTime() + furthest ? [problem('OUT_OF_RANGE', 'endsAt')] : []),
    ...(places < 1 || places > mostPlaces ? [problem('OUT_OF_RANGE', 'places')] : []),
  ];
  const texts = ['title', 'description'] as const;
  if (!problems.length) problems.push(...(await identifyingProblems(write, agreement, input, texts, 'no birthdays')));
  if (problems.length) return { problems };
  const at = await write.oneAtATime(`offers ${viewer.organisation.id}`);
  const [made] = await query<{ id: string }>(
    `insert into public.offer (author_id, valid_from, kind, title, description, begins_at, ends_at, places)
     values ($1, $2::timestamptz, $3, $4, $5, $6, $7, $8::int) returning id`,
    [viewer.organisation.id, at, kind, title.trim(), description.trim(), beginsAt, endsAt, places],
  );
  return { record: (made as { id: string }).id, problems };
}

export async function withdrawOffer(write: Write, input: WithdrawOfferInput): Promise<Written> {
  const at = await write.oneAtATime(`offers ${write.viewer.organisation.id}`);
  const { row: offer, problems } = await ownNamed(write, 'Offer', 'offer', input.offer);
  if (!offer) return { problems };
  await endPublic(write, 'Offer', offer.id, at);
  return { record: offer.id, problems: [] };
}

/** Of two who take the last place at once, the second is told that there is none; the database holds it besides. */
export async function takeUpOffer(write: Write, input: TakeUpOfferInput): Promise<Written> {
  const { query, viewer } = write;
  const own = viewer.organisation.id;
  const where = 't.ends_at > now()';
  const offer = await publicNamed<{ places: number }>(write, 'Offer', input.offer, { columns: 't.places', where });
  if (!offer || offer.authorId === own) return { problems: [problem('UNKNOWN', 'offer')] };
  if (input.places < 0 || input.places > mostPlaces) return { problems: [problem('OUT_OF_RANGE', 'places')] };
  const at = await write.oneAtATime(`offer ${offer.id}`);
  const [others] = await query<{ taken: number }>(
    `select coalesce(sum(u.places), 0)::int as taken from public.offer_uptake u
     where u.offer_id = $1 and u.author_id <> $2 and u.valid_until is null`,
    [offer.id, own],
  );
  if (input.places + (others?.taken ?? 0) > offer.places) return { problems: [problem('NO_PLACES', 'places')] };
  await query(
    `update public.offer_uptake set valid_until = $3::timestamptz
     where offer_id = $1 and author_id = $2 and valid_until is null`,
    [offer.id, own, at],
  );
  if (input.places > 0)
    await query(
      `insert into public.offer_uptake (author_id, valid_from, offer_id, places) values ($1, $2::timestamptz, $3, $4::int)`,
      [own, at, offer.id, input.places],
    );
  return { record: offer.id, problems: [] };
}
