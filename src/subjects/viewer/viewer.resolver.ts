import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Field, FieldResolver, Info, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { publicById } from '../../access/reading/public-records.ts';
import type { Viewer as SignedIn } from '../../access/viewer.ts';
import type { Agency } from '../../shared/agencies.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { agencyMeaning, Organisation } from '../organisation/organisation.entity.ts';
import { PurposeName } from './purpose-name.ts';

@ObjectType({ description: 'Who asks, as the hub understands the token and the purpose.', simpleResolvers: true })
export class Viewer {
  @Field(() => String, { description: agencyMeaning })
  agency!: Agency;

  @Field(() => String, { description: 'The role that the token names, in the words of the agreement.' })
  role!: string;

  @Field(() => PurposeName, { description: 'What your questions are asked for.' })
  purpose!: Purpose;
}

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: 'Who you are to the hub: what you see follows from this and the agreement.' })
  viewer(@Ctx() { viewer }: HubContext): Pick<SignedIn, 'agency' | 'role' | 'purpose'> {
    return viewer;
  }

  @FieldResolver(() => Organisation, { description: 'The organisation for which you ask.' })
  organisation(@Root() _viewer: unknown, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', context.viewer.organisation.id, info);
  }
}
