import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import type { OwnList } from '../own-pages.ts';
import { MutationInput } from '../writing/input.ts';
import { ProblemsPayload, whatCame } from '../writing/problem.ts';

export enum MatchState {
  WAITING = 'WAITING',
  CONFIRMED = 'CONFIRMED',
  SPLIT = 'SPLIT',
}
registerEnumType(MatchState, {
  name: 'MatchState',
  description: 'What has become of a match.',
  valuesConfig: {
    WAITING: { description: 'Nobody has settled it: they are two residents.' },
    CONFIRMED: { description: 'They are one resident.' },
    SPLIT: { description: 'They were one resident, and are two again.' },
  },
});

@ObjectType({
  description:
    'Two residents of whom a hospital’s message (A40) says that they are one person, both of whom your organisation sees.',
  simpleResolvers: true,
})
export class MatchCandidate {
  @Field(() => ID, { description: 'Names this match to your organisation only.' })
  id!: string;

  @Field(() => MatchState, { description: 'What has become of it.' })
  state!: MatchState;

  @Field(() => DateTime, { description: 'When the hospital said so.' })
  saidAt!: Date;
}

export const matches: OwnList = {
  type: 'MatchCandidate',
  table: 'hub.person_match',
  columns: {
    state: `case when t.merged_at is null then 'WAITING' when t.split_at is null then 'CONFIRMED' else 'SPLIT' end`,
    saidAt: 't.said_at',
    survivor: 't.survivor_resident_id',
    superseded: 't.superseded_resident_id',
  },
  where: 'true',
  order: { column: 'said_at', direction: 'desc' },
};

@InputType()
abstract class MatchInput extends MutationInput {
  @Field(() => ID, { description: 'The match, as `matchCandidates` names it to your organisation.' })
  match!: string;
}

@InputType({ description: 'Which two residents are one person, and how that is known.' })
export class ConfirmMatchInput extends MatchInput {
  @Field(() => String, {
    description: 'How it is known that they are one person: 1 to 500 characters, for whoever looks into it later.',
  })
  reason!: string;
}

@InputType({ description: 'Which resident is two persons after all, and how that is known.' })
export class SplitMatchInput extends MatchInput {
  @Field(() => String, {
    description: 'How it is known that they are two persons: 1 to 500 characters, for whoever looks into it later.',
  })
  reason!: string;
}

@ObjectType({ description: whatCame, simpleResolvers: true })
export class MatchPayload extends ProblemsPayload {}
