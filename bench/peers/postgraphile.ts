import type { Question } from '../questions.ts';
import type { World } from '../world.ts';
import { withInstants } from './instants.ts';
import type { Peer } from './peer.ts';
import { inTheHubsForm } from './postgraphile/answers.ts';
import { documents } from './postgraphile/documents.ts';
import { startServer } from './server.ts';

type Known = keyof typeof inTheHubsForm;
type ToHubsForm = (data: unknown, viewer: Question['viewer']) => unknown;

/** PostGraphile over the same tables, for the questions that tables answer without a function written for them. */
export async function startPostGraphile(
  world: World,
  database: string,
  questions: readonly Question[],
  now: Date,
): Promise<Peer> {
  // Its way to a field that no column holds: a function of the whole row, all of which the caller must then be allowed.
  await world.ask(
    database,
    `create or replace function public.care_plan_status(plan public.care_plan) returns text language sql stable
     return hub.plan_status(plan.declined_on, plan.counted_from, plan.counted_until, plan.reviewed_on, plan.due_on)`,
  );
  await world.ask(database, 'grant select on public.care_plan to caregraph_practice');
  const program = ['bench/peers/postgraphile/server.ts'];
  const { origin, process, stop } = await startServer(world, database, 'postgraphile', program, questions);
  const today = now.toISOString().slice(0, 10);
  return {
    name: 'PostGraphile',
    shows: 'more',
    process,
    answers: ({ name }) => documents[name] !== undefined,
    request: ({ name, variables, viewer: { organisation } }) => ({
      url: `${origin}/graphql`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: documents[name], variables: { ...variables, organisation, today } }),
    }),
    data({ name, viewer }, body) {
      const { data, errors } = body as { data?: unknown; errors?: unknown };
      if (errors) throw new Error(`PostGraphile answers ${name} with errors: ${JSON.stringify(errors)}`);
      return withInstants((inTheHubsForm[name as Known] as ToHubsForm)(data, viewer));
    },
    stop,
  };
}
