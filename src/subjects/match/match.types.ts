import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import type { OwnList } from '../own-pages.ts';
import { Sex } from '../resident/sex.ts';
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
    WAITING: { description: 'Nobody has settled it: nobody is taken for anybody.' },
    CONFIRMED: { description: 'They are one: one resident of two, or the line is about the resident.' },
    SPLIT: { description: 'They were taken for one, and are two again.' },
  },
});

@ObjectType({
  description: 'What a line of a file of yours says of a person whose NHS number it does not know.',
  simpleResolvers: true,
})
export class MatchLine {
  @Field(() => String, { description: 'What your own system calls the person.' })
  person!: string;

  @Field(() => String, { description: 'The kind of file, such as `placements`.' })
  format!: string;

  @Field(() => Int, { description: 'Counted from 1, the header included: in the file as of `saidAt`.' })
  line!: number;

  @Field(() => String)
  familyName!: string;

  @Field(() => String, { nullable: true })
  givenName!: string | null;

  @Field(() => CalendarDate, { nullable: true })
  dateOfBirth!: string | null;

  @Field(() => Sex, { nullable: true })
  sex!: Sex | null;

  @Field(() => String, { nullable: true })
  postcode!: string | null;
}

@ObjectType({
  description:
    'Something of which somebody is to settle whether it is one person: two residents whom a hospital’s message (A40) calls one, both of whom your practice sees; or a resident whom you see, and a line of a file of yours that may be about that resident.',
  simpleResolvers: true,
})
export class MatchCandidate {
  @Field(() => ID, { description: 'Names this match to your organisation only.' })
  id!: string;

  @Field(() => MatchState, { description: 'What has become of it.' })
  state!: MatchState;

  @Field(() => DateTime, { description: 'When the hospital said so, or as of when your file spoke.' })
  saidAt!: Date;

  @Field(() => Int, {
    nullable: true,
    description:
      'How alike the line and the resident are, from 0 to 100: birth date 40 (25 with day and month exchanged, or one digit another), family name 25 (15 one letter apart, or one part of a double name), given name 15 (8 one letter apart, or by the initial), sex 5 (15 less where it contradicts), postcode of the home 15. From 50 on somebody may be meant. Null of two residents.',
  })
  score!: number | null;

  @Field(() => MatchLine, { nullable: true, description: 'What the line says; null of two residents.' })
  line!: MatchLine | null;
}

/**
 * SQL: everything of which somebody is to settle whether it is one person. A council is asked about lines of its own alone: two
 * numbers are for a practice that cares for both.
 */
export const candidates = `(
  select found.id, found.said_at, found.survivor_resident_id as survivor, found.superseded_resident_id as superseded,
    found.merged_at as confirmed_at, found.split_at, null::int as score, null::jsonb as line
  from hub.person_match found where current_user = 'caregraph_practice'
  union all
  select found.id, found.said_at, found.resident_id, null, found.confirmed_at, found.split_at, found.score,
    jsonb_build_object('person', found.person_key, 'format', found.format, 'line', found.line, 'familyName', found.family_name,
      'givenName', found.given_name, 'dateOfBirth', found.date_of_birth, 'sex', found.sex, 'postcode', found.postcode)
  from hub.line_match found)`;

export const matches: OwnList = {
  type: 'MatchCandidate',
  table: candidates,
  columns: {
    state: `case when t.confirmed_at is null then 'WAITING' when t.split_at is null then 'CONFIRMED' else 'SPLIT' end`,
    saidAt: 't.said_at',
    score: 't.score',
    line: 't.line',
    survivor: 't.survivor',
    superseded: 't.superseded',
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
