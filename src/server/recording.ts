import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Entry, EntryOrigin } from '../access/record/entry.ts';
import type { Keeper } from '../access/record/keeper.ts';
import type { RecordPlans } from '../access/record/plan.ts';
import type { Trace } from '../access/record/trace.ts';
import { Refusal } from '../shared/refusals.ts';
import { refuse } from './answers.ts';
import { refusalOf } from './errors.ts';
import { describe } from './log.ts';

/** How answers to the graph are put on record. */
export type Recording = Pick<Keeper, 'record' | 'markOf' | 'about' | 'keepsPlan'>;

/** What is to be put on record: a request, or one event of a subscription. */
export type Recorded = Pick<
  FastifyRequest,
  'id' | 'asker' | 'under' | 'headers' | 'body' | 'query' | 'document' | 'asking' | 'codes'
>;

const longestDevice = 200;

/** What every entry of a request says of it, as far as it is known by now. */
export function originOf(request: Recorded, recording: Recording): EntryOrigin {
  const { asker = {}, under, headers, body, query } = request;
  const { organisation, agency, user, role, purpose, authority, device } = asker;
  const document = request.document ?? textOf(body) ?? textOf(query);
  return {
    requestId: request.id,
    organisation: organisation?.id ?? null,
    agency: agency ?? null,
    user: user ?? null,
    role: role ?? null,
    purpose: purpose ?? null,
    authority: authority ?? null,
    device: device ?? userAgent(headers['user-agent']),
    agreement: under?.hash ?? 'none',
    operation: planOf(request)?.operation ?? null,
    document: document === undefined ? null : recording.markOf(document),
  };
}

/**
 * The last gate: what is on its way to the client leaves once its entries are durable. If they cannot be, there is no
 * data, and a refusal that should be on record is itself refused; only that the hub cannot answer may be said unrecorded.
 */
export async function recorded(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  recording: Recording,
): Promise<unknown> {
  try {
    await record(request, recording);
    return payload;
  } catch (error) {
    if (reply.statusCode >= 500) return payload;
    const refusal = error instanceof Refusal ? refusalOf(error) : new Refusal('AUDIT_UNAVAILABLE', {}, error);
    if (!(error instanceof Refusal)) request.log.error({ requestId: request.id, error: describe(error) }, 'unforeseen');
    return refuse(refusal, request, reply);
  }
}

/** Resolves once what there is to record is durable. */
export async function record(request: Recorded, recording: Recording): Promise<void> {
  await Promise.all((await entriesOf(request, recording)).map((entry) => recording.record(entry)));
}

/** What there is to record of an answer: nothing, if it is about nobody and nothing was refused. */
async function entriesOf(request: Recorded, recording: Recording): Promise<Entry[]> {
  const { asking, codes: outside = [] } = request;
  const trace = asking?.trace;
  const code = outside[0] ?? asking?.codes[0];
  const base = () => ({ ...originOf(request, recording), plan: planOf(request) ?? null, count: 1 });
  const keptPlan = () => {
    const [plan, organisation] = [planOf(request), request.asker?.organisation];
    return plan?.hash && organisation && recording.keepsPlan(plan.hash, organisation.id) ? plan : null;
  };
  const about = (kind: Entry['kind'], outcome: string, residents: readonly string[] = []): Entry => ({
    ...base(),
    // Whoever is refused must not fill the record with what he asked either.
    ...(kind === 'REFUSAL' && { plan: keptPlan() }),
    kind,
    outcome,
    residents,
    shown: null,
  });
  const undone = trace?.undone;
  const refusal = (outcome: string): Entry => ({
    ...about('REFUSAL', outcome, undone?.residents),
    undisclosed: undone?.undisclosed ?? null,
  });
  if (!outside.length && asking?.hasData && trace?.showed) {
    const { residents, undisclosed, bytes } = await trace.pack(recording.about);
    const read: Entry = { ...about('READ', code ?? 'ANSWERED', residents), undisclosed, shown: bytes };
    return undone ? [read, refusal(undone.problem)] : [read];
  }
  if (code !== undefined || undone) return [refusal(code ?? undone?.problem ?? '')];
  return withoutRows(trace).map(([kind, outcome]) => about(kind, outcome));
}

/** An answer without a refusal and without a row: of a write, of a question that found nobody, or about nobody. */
function withoutRows(trace: Trace | undefined): [kind: Entry['kind'], outcome: string][] {
  if (!trace || trace.written > 0) return [];
  if (trace.repeated) return [['WRITE', 'REPEATED']];
  return trace.plan.places.length ? [['READ', 'ANSWERED']] : [];
}

/** Made of operations that were refused, too, once they are known to be valid. */
const planOf = ({ asking, under }: Recorded): ReturnType<RecordPlans['of']> | undefined =>
  asking?.trace?.plan ?? (asking?.operation && under?.planOf?.(asking.operation, asking.viewer.agency));

function textOf(said: unknown): string | undefined {
  const text = (said as { query?: unknown } | null | undefined)?.query;
  return typeof text === 'string' ? text : undefined;
}

/** As the client calls itself, which may be anything: without what is no character of a line. */
function userAgent(said: string | undefined): string | null {
  return said?.replace(/\p{C}/gu, '').slice(0, longestDevice) || null;
}
