import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicColumns, shapeOf } from '../../access/reading/public-records.ts';
import { selectionOf } from '../../access/reading/selection.ts';
import { current } from '../../access/reading/sources.ts';
import { manyOf, oneOf } from '../batch.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import type { StatedHours } from '../week-hours.ts';
import { thereAt, thereNext } from './contact-hours.ts';
import { ProfessionalRole, WhyNoContact } from './directory.values.ts';
import { HomeContacts } from './home-contacts.types.ts';
import { NamedContact } from './named-contact.entity.ts';

type Found = PublicRow & { _parent: string; _name: string; _when: StatedHours[] };
/** A home and what was asked of it. */
type Asked = Pick<HomeContacts, '_home' | 'role'>;

/** SQL: contact `t` stands, and is there for home `p.id`. */
const forHome = `t.valid_until is null and (t.covers = 'ALL_HOMES' or p.id = any (t.home_ids)
        or t.network_id in (select a.network_id from public.alignment a where a.home_id = p.id and ${current('a')}))`;

@Resolver(() => CareHome)
class ContactsOfHomeResolver {
  @FieldResolver(() => HomeContacts, {
    description: 'Whom this home may ask about something, such as its continence nurse, or why there is nobody.',
  })
  contacts(
    @Root() home: PublicRow,
    @Arg('role', () => ProfessionalRole, { description: 'What somebody is needed for.' }) role: ProfessionalRole,
  ): Asked {
    return { _home: home._id, role };
  }
}

@Resolver(() => HomeContacts)
class HomeContactsResolver {
  @FieldResolver(() => [NamedContact], {
    description:
      'Who is there now comes first, then who is there next, then who has no fixed hours; at most fifty, and none stands for `none`.',
  })
  async contacts(
    @Root() { _home, role }: Asked,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PublicRow[]> {
    const found = await manyOf<Found>(context, info, _home, () => ({
      text: `select p.id as _parent, page.* from unnest($1::uuid[]) as p (id) cross join lateral (
          select ${publicColumns(shapeOf(context, 'NamedContact'), selectionOf(info), 't')}, t.name as _name, t.hours as _when
          from public.named_contact t where t.role = $2 and ${forHome} order by t.name, t.id limit 50
        ) page`,
      values: [role],
    }));
    const now = new Date();
    return found
      .map((contact) => ({ contact, rank: rankOf(contact, now) }))
      .sort((one, other) => one.rank - other.rank)
      .map(({ contact }) => contact);
  }

  @FieldResolver(() => WhyNoContact, { nullable: true, description: 'Why there is nobody; null if there is somebody.' })
  async none(
    @Root() { _home, role }: Asked,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<WhyNoContact | null> {
    const why = await oneOf<{ _parent: string; none: WhyNoContact | null }>(context, info, _home, () => ({
      text: `select p.id as _parent, case
          when exists (select from public.named_contact t where t.role = $2 and ${forHome}) then null
          when not exists (select from public.named_contact t where t.role = $2 and t.valid_until is null) then 'NOBODY_IN_THIS_ROLE'
          when not exists (select from public.alignment a where a.home_id = p.id and ${current('a')})
            and exists (select from public.named_contact t where t.role = $2 and t.valid_until is null and t.covers = 'NETWORK')
            then 'HOME_IN_NO_NETWORK'
          else 'NOT_FOR_THIS_HOME' end as none
        from unnest($1::uuid[]) as p (id)`,
      values: [role],
    }));
    return why?.none ?? null;
  }
}

/** Who is there now, before whoever is there next, before whoever has no fixed hours. */
function rankOf({ _when }: Found, now: Date): number {
  const there = thereAt(_when, now);
  if (there === null) return Number.MAX_VALUE;
  return there ? 0 : (thereNext(_when, now)?.getTime() ?? Number.MAX_SAFE_INTEGER);
}

export const homeContactsResolvers = [ContactsOfHomeResolver, HomeContactsResolver];
