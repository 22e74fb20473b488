import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateTime, NhsNumber } from '../../shared/scalars.ts';
import { PurposeName } from '../viewer/purpose-name.ts';

/** TypeGraphQL cannot say so, so `exactlyOne` marks the type once the schema is built. */
@InputType({ description: 'A resident: exactly one of these.' })
export class ResidentReference {
  @Field(() => NhsNumber, { nullable: true, description: 'The NHS number, with or without blanks.' })
  nhsNumber?: string | null;

  @Field(() => ID, { nullable: true, description: 'The id that your organisation was given.' })
  id?: string | null;
}

@ObjectType({
  description: 'A relationship of your organisation to a resident, which counts for your purpose.',
  simpleResolvers: true,
})
export class OwnRelationship {
  @Field(() => String, { description: 'As the agreement names it, such as `practice.registered`.' })
  kind!: string;

  @Field(() => String, { description: 'What it stands for.' })
  means!: string;

  @Field(() => DateTime, { description: 'Since when it has held.' })
  since!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it ends; null while that is not known.' })
  until!: Date | null;
}

@ObjectType({ description: 'Something that opens a field to your role.', simpleResolvers: true })
export class FieldOpening {
  @Field(() => String, { description: 'How it is then shown: `clear`, or `year` for the year of a date.' })
  form!: string;

  @Field(() => [String], { description: 'Relationships to the resident, any one of which opens.' })
  relationships!: string[];

  @Field(() => [PurposeName], { description: 'Purposes for which those relationships count.' })
  purposes!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'What must be true of the record besides; null if nothing must.',
  })
  records!: string | null;

  @Field(() => String, { description: 'The clause of the agreement, such as `Resident/2`.' })
  clause!: string;

  @Field(() => String, { description: 'The reason that the clause gives.' })
  because!: string;
}

@ObjectType({
  description:
    'How the agreement decides one field of one resident’s records for you, and on what ground. Of a resident whom you may not see it says what it says of one who does not exist.',
  simpleResolvers: true,
})
export class AccessExplanation {
  @Field(() => String, { description: 'The field, as you named it.' })
  field!: string;

  @Field(() => String, { nullable: true, description: '`clear`, `year`, or null: withheld.' })
  form!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The clause that shows it, or if withheld the one that would; null if none speaks to your role.',
  })
  clause!: string | null;

  @Field(() => String, { nullable: true, description: 'The reason that the clause gives.' })
  because!: string | null;

  @Field(() => [OwnRelationship], {
    description: 'Your organisation’s relationships to the resident, as far as they count for your purpose.',
  })
  relationships!: OwnRelationship[];

  @Field(() => [FieldOpening], {
    description: 'Everything that opens the field to your role, whoever the resident is.',
  })
  opens!: FieldOpening[];
}
