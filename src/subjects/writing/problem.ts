import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { type ProblemCode, problems } from '../../shared/problem-catalogue.ts';

const codes = Object.fromEntries(Object.keys(problems).map((code) => [code, code]));
registerEnumType(codes, {
  name: 'ProblemCode',
  description: 'Why a mutation changed nothing.',
  valuesConfig: Object.fromEntries(Object.entries(problems).map(([code, description]) => [code, { description }])),
});

@ObjectType({
  description:
    'Why a mutation changed nothing, in the terms of what was asked: put it right and send it again, with the same key if you like.',
  simpleResolvers: true,
})
export class Problem {
  @Field(() => [String], { description: 'The place in the arguments, such as `["input", "resident"]`.' })
  path!: string[];

  @Field(() => codes, { description: 'For programs: its meaning never changes.' })
  code!: ProblemCode;

  @Field(() => String, { description: 'For people: what is wrong and what to do.' })
  message!: string;
}

/** What all payloads are, unless they must not tell whether anything was changed. */
export const whatCame = 'What came of it. With problems, nothing was changed.';

@ObjectType({ simpleResolvers: true })
export abstract class ProblemsPayload {
  @Field(() => [Problem], { description: 'Why nothing was changed; empty if it was.' })
  problems!: Problem[];
}
