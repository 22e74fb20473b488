import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../../shared/refusals.ts';
import type { AgencyGraph } from '../agency-graph.ts';
import { answerByStatus } from '../answers.ts';
import type { Asking } from '../apollo.ts';
import { answered, type Desk, hooksOf } from '../desk.ts';
import { refusalOf } from '../errors.ts';
import { type TableQuestion, tableQuestion } from './question.ts';
import { type MeasureAnswer, tableOf } from './table.ts';

interface Address {
  Params: { of: string };
  Querystring: Readonly<Record<string, string | string[]>>;
}

/**
 * Every measure as a table at an address of its own, for programs that speak no GraphQL: the same question to the same
 * graph, so that all that holds of the one holds of the other.
 */
export function measureTables(app: FastifyInstance, desk: Desk): void {
  app.get<Address>('/measures/:of(^[A-Z0-9_]+).csv', {
    ...hooksOf(desk),
    errorHandler: answerByStatus,
    async handler(request, reply) {
      const { of } = request.params;
      const { errors, table } = await answered(request, reply, desk, 'application/json', async (served, asking) => {
        const graph = served.graphOf(asking.viewer.agency);
        const made = await tableIn(graph, request, asking).catch((error: unknown) => ({
          errors: [error],
          table: null,
        }));
        asking.hasData = made.table !== null;
        asking.codes = (made.errors ?? []).map((error) => refusalOf(error).code);
        return made;
      });
      if (errors?.length) throw errors[0];
      reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${of}.csv"`);
      return table;
    },
  });
}

interface Made {
  errors?: readonly unknown[] | undefined;
  table: string | null;
}

async function tableIn(graph: AgencyGraph, request: FastifyRequest<Address>, asking: Asking): Promise<Made> {
  const question = tableQuestion(graph.schema);
  if (!question) throw new Refusal('NOT_SHARED');
  request.document = question.query;
  const variables = variablesIn(request.query, question);
  const asked = { query: question.query, variables: { of: request.params.of, ...variables } };
  const { data, errors } = await graph.answer(asked, asking);
  const grouping = (variables.groupBy as string[] | undefined) ?? [];
  return { errors, table: data ? tableOf(data.measure as MeasureAnswer, grouping, question) : null };
}

/** What an address gives for the arguments of `measure`; values are for the graph to check. */
function variablesIn(given: Address['Querystring'], { arguments: known }: TableQuestion) {
  const variables: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const argument = known.get(name);
    if (!argument) throw new Refusal('BAD_INPUT', { at: 'address', allowed: [...known.keys()] });
    variables[name] = argument.isList ? [...new Set([value].flat().flatMap((part) => part.split(',')))] : value;
  }
  return variables;
}
