import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { EntryKind } from '../../access/record/entry.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { DateTime } from '../../shared/scalars.ts';
import { PurposeName } from '../viewer/purpose-name.ts';

const means: Readonly<Record<EntryKind, string>> = {
  READ: 'Records of residents were shown, or looked for.',
  REFUSAL: 'A question or a write was refused, or a write was not possible.',
  WRITE: 'Something about a resident was written.',
  BREAK_GLASS: 'A record was opened in an emergency, or somebody tried.',
  CLAIM: 'Somebody said that a person is registered or in hospital, to be let in.',
  IMPORT: 'Records came in from another system.',
  EXPORT: 'Records went out to another system.',
  REPORT: 'Somebody read the access record itself.',
};
export const AccessKind = Object.fromEntries(Object.keys(means).map((kind) => [kind, kind]));
registerEnumType(AccessKind, {
  name: 'AccessKind',
  description: 'What happened, as the access record calls it.',
  valuesConfig: Object.fromEntries(Object.entries(means).map(([kind, description]) => [kind, { description }])),
});

@ObjectType({ description: 'A field of a resident’s records that an answer showed.', simpleResolvers: true })
export class ShownField {
  @Field(() => String, { description: 'Where in the question, such as `residents.incidents`.' })
  path!: string;

  @Field(() => String, { description: 'The type of the records, such as `Incident`.' })
  type!: string;

  @Field(() => String, { description: 'The field, such as `narrative`.' })
  field!: string;

  @Field(() => String, { description: 'How it was shown: `clear`, or `year` for the year of a date.' })
  form!: string;

  @Field(() => Int, { description: 'Of how many records.' })
  records!: number;
}

@ObjectType({ description: 'A resident whose data an answer held.', simpleResolvers: true })
export class AccessedResident {
  @Field(() => ID, { description: 'As `Resident.id` names the resident to your organisation, now and then.' })
  id!: string;
}

@ObjectType({
  description:
    'Something that a user of your own organisation asked or wrote, as the access record has it. No organisation reads of another’s.',
  simpleResolvers: true,
})
export class AccessEvent {
  @Field(() => DateTime, { description: 'When, by the database’s clock, to the millisecond.' })
  at!: Date;

  @Field(() => ID, { description: 'What the user’s answer bore as `x-request-id`.' })
  requestId!: string;

  @Field(() => String, { nullable: true, description: 'The user or service, as the token named it.' })
  user!: string | null;

  @Field(() => String, { nullable: true, description: 'In which role.' })
  role!: string | null;

  @Field(() => PurposeName, { nullable: true, description: 'For what; null if it was refused before that was known.' })
  purpose!: Purpose | null;

  @Field(() => AccessKind, { description: 'What happened.' })
  kind!: EntryKind;

  @Field(() => String, {
    nullable: true,
    description:
      'What was asked: fields of `Query` or `Mutation`, with commas between them; null if nothing valid was.',
  })
  operation!: string | null;

  @Field(() => String, {
    description:
      '`ANSWERED`, the code of an error or of a problem, or `REPEATED` for a write that had been done before.',
  })
  outcome!: string;

  @Field(() => Int, { description: 'How often; more than once only for refusals that are summed up.' })
  count!: number;

  @Field(() => String, { nullable: true, description: 'What the token or the client called the user’s device.' })
  device!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who vouched for the user: the token’s issuer, client and actor.',
  })
  authority!: string | null;

  @Field(() => String, { description: 'Hash of the agreement under which it was answered.' })
  agreement!: string;
}

@InputType({ description: 'Which entries of the access record are wanted. Every condition must hold.' })
export class AccessFilter {
  @Field(() => DateTime, { nullable: true, description: 'From this moment on.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Before this moment.' })
  to?: Date | null;

  @Field(() => String, { nullable: true, description: 'Of this user, as the token names it.' })
  user?: string | null;

  @Field(() => String, { nullable: true, description: 'In this role.' })
  role?: string | null;

  @Field(() => PurposeName, { nullable: true, description: 'For this purpose.' })
  purpose?: Purpose | null;

  @Field(() => AccessKind, { nullable: true, description: 'Of this kind.' })
  kind?: EntryKind | null;

  @Field(() => String, { nullable: true, description: 'With this outcome, such as `ANSWERED` or `FORBIDDEN`.' })
  outcome?: string | null;

  @Field(() => String, { nullable: true, description: 'That asked this among others, such as `residents`.' })
  operation?: string | null;
}
