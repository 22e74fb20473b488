import { Field, Int } from 'type-graphql';

/**
 * Gives types of personal records their version in the graph, for whoever means to change one. A plain property of every
 * personal table, so that no resolver is needed.
 */
export function showsVersion(...types: (abstract new () => object)[]): void {
  for (const type of types) {
    Field(() => Int, {
      nullable: true,
      description:
        'Which writing of this record stands, counted from 1. Whoever changes it says which one was read; former ones are kept, and shown to nobody.',
    })(type.prototype, 'version');
  }
}

/** The `version` of an input that changes a record of which there may be none yet. */
export function VersionIfAny(): PropertyDecorator {
  return Field(() => Int, {
    nullable: true,
    description:
      'The `version` that you read; absent if there was none. If another stands by now, nothing is changed, and the problem is `STALE_VERSION`.',
  });
}

/** The `version` of an input that changes a record. */
export function VersionRead(): PropertyDecorator {
  return Field(() => Int, {
    description:
      'The `version` that you read. If another stands by now, nothing is changed, and the problem is `STALE_VERSION`.',
  });
}
