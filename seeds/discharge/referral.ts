import { dayLength, type Instant, instantText } from '../london.ts';
import type { Person } from '../people/people.ts';
import type { Random } from '../random.ts';
import { type Home, recordedAt, type World } from '../world.ts';
import type { Answered, DischargeReferralRow, Need } from './discharge-rows.ts';
import { takesDischarges } from './pace.ts';

/** What one home made of it, in instants. */
export interface Request {
  home: Home;
  state: Answered['state'];
  answeredAt?: Instant;
  byTrustedAssessor?: boolean;
  reason?: string;
  question?: string;
  /** With its instant. */
  reply?: readonly [text: string, at: Instant];
}

export interface Referral {
  person: Person;
  trustId: string;
  need: Need;
  referredAt: Instant;
  earliest: Instant;
  answerBy: Instant;
  state: DischargeReferralRow['state'];
  chosenAt?: Instant;
  chosen?: Home;
  endedAt?: Instant;
  withdrawalReason?: string;
  bedReserved?: boolean;
  requests: readonly Request[];
}

const textOf = (at: Instant | undefined) => (at === undefined ? null : instantText(at));

/** Writes a referral, the requests to homes, and what each home reads of its own. */
export function addReferral(world: World, referral: Referral, random: Random): void {
  const { person, trustId, need, referredAt, earliest, answerBy, chosen, chosenAt, endedAt, requests } = referral;
  const id = random.uuid();
  const reserveUntil = Math.max(earliest, answerBy, (endedAt ?? 0) - dayLength / 2) + dayLength;
  const moments = {
    earliest: instantText(earliest),
    answerBy: instantText(answerBy),
    reserveUntil: instantText(reserveUntil),
  };
  const offered = requests.some(({ state }) => state === 'OFFERED' || state === 'CHOSEN');
  const events = [referredAt, chosenAt ?? 0, endedAt ?? 0];
  const [first] = requests as [Request];
  world.tables.discharge_referral.push({
    ...{ id, authorId: trustId, version: 1 + events.filter(Boolean).length - 1, ...recordedAt(Math.max(...events)) },
    ...{ residentId: person.id, ...need, ...moments, state: referral.state, referredAt: instantText(referredAt) },
    ...{ chosenAt: textOf(chosenAt), endedAt: textOf(endedAt), withdrawalReason: referral.withdrawalReason ?? null },
    ...{ chosenHomeId: chosen?.id ?? null, acceptedId: chosen?.organisationId ?? null },
    askedId: need.kind === 'RETURN' ? first.home.organisationId : null,
    lapsesAt: endedAt === undefined ? instantText(offered ? reserveUntil : answerBy) : null,
    bedReserved: referral.bedReserved ?? false,
  });
  for (const request of requests) {
    const answered = answerOf(world, referral, request, reserveUntil);
    const requestId = random.uuid();
    world.tables.referral_request.push({
      ...{ id: requestId, authorId: trustId, residentId: person.id, dischargeReferralId: id, ...answered },
      ...recordedAt(lastOf(answered)),
    });
    const known = need.kind === 'RETURN' || request.state === 'CHOSEN' || request.state === 'ADMITTED';
    world.tables['hub.placement_request'].push({
      ...{ id: random.uuid(), organisationId: request.home.organisationId, referredById: trustId },
      ...{ ...need, ...moments, ...answered, requestId, residentId: person.id, referralId: known ? id : null },
    });
  }
}

const closed = new Set<Answered['state']>(['NOT_CHOSEN', 'ADMITTED', 'WITHDRAWN', 'EXPIRED']);
const open = new Set<Answered['state']>(['WAITING', 'QUESTIONED', 'OFFERED', 'CHOSEN']);

function answerOf(world: World, referral: Referral, request: Request, reserveUntil: Instant): Answered {
  const { state, answeredAt, home, reply } = request;
  const over = state === 'NOT_CHOSEN' ? referral.chosenAt : state === 'EXPIRED' ? referral.answerBy : referral.endedAt;
  const lasts = state === 'OFFERED' || state === 'CHOSEN' ? reserveUntil : referral.answerBy;
  const steps = [answeredAt, reply?.[1], closed.has(state) ? over : undefined].filter((at) => at !== undefined);
  return {
    ...{ version: 1 + steps.length, homeId: home.id, state },
    takesDischargesThen: takesDischarges(world, home, referral.earliest),
    byTrustedAssessor: request.byTrustedAssessor ?? false,
    ...{ reason: request.reason ?? null, question: request.question ?? null, reply: reply?.[0] ?? null },
    ...{ askedAt: instantText(referral.referredAt), answeredAt: textOf(answeredAt), repliedAt: textOf(reply?.[1]) },
    closedAt: closed.has(state) ? textOf(over) : null,
    lapsesAt: open.has(state) ? instantText(lasts) : null,
  };
}

const lastOf = ({ askedAt, answeredAt, repliedAt, closedAt }: Answered): number =>
  Math.max(...[askedAt, answeredAt, repliedAt, closedAt].map((at) => (at === null ? 0 : Date.parse(at))));
