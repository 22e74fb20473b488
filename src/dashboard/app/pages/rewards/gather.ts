import { ask } from '../../graph/ask.ts';
import {
  LinesOfStatementDocument,
  type LinesOfStatementQuery,
  OwnStatementsDocument,
  RewardRunsDocument,
  type StatedFragment,
  StatementsOfRunDocument,
} from '../../graph/documents.ts';
import { each, type Gather, pageByPage } from '../../graph/use-all.ts';

export type Statement = StatedFragment;
type OneStatement = Extract<NonNullable<LinesOfStatementQuery['node']>, { lines: unknown }>;
export type Line = OneStatement['lines']['nodes'][number];

/** What a home is paid, by whomever; approved statements alone are told it. */
export const statementsOfHome: Gather<Statement> = pageByPage(async (asker, after, signal) => {
  const { data, problem } = await ask(asker, OwnStatementsDocument, { after }, signal);
  return { list: data?.rewardStatements, problem };
});

/** What whoever asks pays, to all homes, approved or not yet. */
export const statementsOfPayer: Gather<Statement> = async (asker, give, signal) => {
  const runs: string[] = [];
  const problem = await allRuns(asker, ({ id }) => runs.push(id), signal);
  return problem ?? each(runs, (run) => statementsOf(run)(asker, give, signal));
};

const allRuns = pageByPage<{ id: string }>(async (asker, after, signal) => {
  const { data, problem } = await ask(asker, RewardRunsDocument, { after }, signal);
  return { list: data?.rewardRuns, problem };
});

const statementsOf = (run: string): Gather<Statement> =>
  pageByPage(async (asker, after, signal) => {
    const { data, problem } = await ask(asker, StatementsOfRunDocument, { run, after }, signal);
    return { list: data?.node && 'statements' in data.node ? data.node.statements : undefined, problem };
  });

/** Every line of one statement. */
export const linesOf = (statement: string): Gather<Line> =>
  pageByPage(async (asker, after, signal) => {
    const { data, problem } = await ask(asker, LinesOfStatementDocument, { statement, after }, signal);
    return { list: data?.node && 'lines' in data.node ? data.node.lines : undefined, problem };
  });
