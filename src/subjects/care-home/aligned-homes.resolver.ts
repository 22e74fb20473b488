import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { Page } from '../../access/reading/page.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { type PublicRow, publicColumns, shapeOf } from '../../access/reading/public-records.ts';
import { connectionSelectionOf } from '../../access/reading/selection.ts';
import { current } from '../../access/reading/sources.ts';
import { opensAny } from '../../agreement/compile.ts';
import { PageArguments, pageOf } from '../connection.ts';
import { residentsOfHome } from '../resident/resident.loaders.ts';
import { ResidentConnection } from '../resident/resident.resolver.ts';
import { CareHome } from './care-home.entity.ts';
import { CareHomeConnection } from './care-home-connection.ts';

type CountedRow = PublicRow & { _total: number; _name: string };

@Resolver(() => CareHome)
export class AlignedHomesResolver {
  @Query(() => CareHomeConnection, {
    description: 'The homes that your practice leads for its network, by name; a home sees itself here.',
  })
  async alignedHomes(
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<PublicRow>> {
    const { first, after } = page;
    const { cursors, read, viewer } = context;
    const organisation = viewer.organisation.id;
    const [name, id] = after ? cursors.decode(organisation, 'alignedHomes', after) : [null, null];
    const columns = publicColumns(shapeOf(context, 'CareHome'), connectionSelectionOf(info).nodes, 't');
    const rows = await read.query<CountedRow>(
      `with aligned as (
        select h.id, h.name from public.care_home h where h.organisation_id = $1
        union
        select h.id, h.name from public.practice p
        join public.alignment a on a.lead_practice_id = p.id and ${current('a')}
        join public.care_home h on h.id = a.home_id
        where p.organisation_id = $1
      ),
      page as (
        select aligned.* from aligned where $2::text is null or (aligned.name, aligned.id) > ($2, $3::uuid)
        order by aligned.name, aligned.id limit $4
      )
      select ${columns}, tally.total as _total, page.name as _name
      from (select count(*)::int as total from aligned) tally
      left join page on true left join public.care_home t on t.id = page.id
      order by page.name, page.id`,
      [organisation, name, id, first + 1],
    );
    return pageOf<CountedRow>({
      rows: rows.filter(({ _id }) => _id),
      first,
      totalCount: rows[0]?._total ?? 0,
      after,
      cursorOf: (row) => cursors.encode(organisation, 'alignedHomes', [row._name, row._id]),
    });
  }

  @FieldResolver(() => ResidentConnection, {
    nullable: true,
    description:
      'Who lives here today, as far as your organisation has a relationship with them, by name; null if your purpose shows you nobody, or not where anybody lives.',
  })
  residents(
    @Root() home: PublicRow,
    @Args() page: PageArguments,
    @Ctx() { agreement, records, viewer }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<RecordRow> | null> | null {
    if (!opensAny(agreement, 'Resident', viewer) || !opensAny(agreement, 'Placement', viewer, 'home')) return null;
    return records.page(residentsOfHome, { _id: home._id }, page, [], info);
  }
}
