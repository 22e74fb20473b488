import { Field, ID, InterfaceType } from 'type-graphql';

/** Everything with an identifier of its own. Rows that answer as a Node carry their type's name. */
@InterfaceType({
  description: 'A record that can be asked for again by its identifier.',
  resolveType: (row: { __typename: string }) => row.__typename,
})
export abstract class Node {
  @Field(() => ID, {
    description:
      'Names this record. Ids of records about residents name them to your organisation only; public ones are the same to all.',
  })
  id!: string;
}
