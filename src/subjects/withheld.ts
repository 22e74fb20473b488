import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'Something that was asked for and is not shown, or not whole. A null without an entry here is a value that nobody recorded.',
  simpleResolvers: true,
})
export class Withheld {
  @Field(() => String, { description: 'The field as the graph names it.' })
  field!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'How it is shown instead: `year`, or `own` for a list that holds only your own records, or what was released to you; null: not at all.',
  })
  form!: string | null;

  @Field(() => String, { description: 'The clause of the agreement that decides, such as `Resident/2`.' })
  clause!: string;

  @Field(() => String, { description: 'The reason that the clause gives.' })
  because!: string;

  @Field(() => String, { description: 'How to ask for it.' })
  ask!: string;
}

/**
 * Gives a type of personal records its `withheld`. Filled when the rows are read, for the fields that were asked for;
 * a plain property, since a resolver for each row would cost as much as the row.
 */
export function tellsWithheld(...types: (abstract new () => object)[]): void {
  for (const type of types) {
    Field(() => [Withheld], {
      description: 'What was asked for in this record and is withheld from you, with the clause that says so.',
    })(type.prototype, 'withheld');
  }
}
