import type { GraphQLResolveInfo } from 'graphql';
import { ArgsType, type ClassType, Field, ObjectType } from 'type-graphql';
import type { HearingContext, HubContext } from '../../access/context.ts';
import type { Announced } from '../../access/events/feed.ts';
import type { Condition } from '../../access/reading/page-statement.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { type PublicRow, publicColumns, shapeOf } from '../../access/reading/public-records.ts';
import { changeSelectionOf } from '../../access/reading/selection.ts';
import { Statement } from '../../access/reading/statement.ts';
import { DateTime } from '../../shared/scalars.ts';
import { type OwnList, type OwnRow, ownRow } from '../own-pages.ts';
import { recordById } from '../resident/resident.loaders.ts';

/** What a subscription takes. */
@ArgsType()
export class Hearing {
  @Field(() => String, {
    nullable: true,
    description:
      'The `cursor` of the last change that you heard: begins with the one after it. Without it, with the next that is recorded.',
  })
  since?: string | null;
}

/** What a subscription tells of a record: null if the viewer does not see the record, and then nothing is told. */
export interface Change<Row> {
  cursor: string;
  at: Date;
  node: Row;
}

/** The type of what a subscription tells of `node`, named after it. */
export function changeOf<Node extends object>(node: ClassType<Node>, name: string = node.name) {
  @ObjectType(`${name}Change`, { description: `That a record of ${name} was made or changed.`, simpleResolvers: true })
  class ChangeOfNode {
    @Field(() => String, { description: 'Hear what came after it by `since`; of use to the same subscription only.' })
    cursor!: string;

    @Field(() => DateTime, { description: 'When it was recorded.' })
    at!: Date;

    @Field(() => node, { description: 'The record as it stands now, as far as you may see it.' })
    node!: Node;
  }
  return ChangeOfNode;
}

/** A cursor tells where somebody is among all that was announced; it belongs to one organisation and one topic. */
const scopeOf = (topic: string) => `announced ${topic}`;

interface Hears {
  context: HearingContext;
  args: Hearing;
}

/** The source of a subscription: whatever is announced under a topic. */
export const announced =
  (topic: string) =>
  async ({ context: { feed, cursors, viewer, signal }, args: { since } }: Hears): Promise<AsyncIterable<Announced>> => {
    const organisation = viewer.organisation.id;
    const [number, at] =
      typeof since === 'string' ? (cursors.decode(organisation, scopeOf(topic), since) as string[]) : [];
    const heard = number !== undefined && at !== undefined ? { number, at } : undefined;
    return feed.hear({ topic, organisation, since: heard, signal });
  };

function told<Row>({ cursors, viewer }: HubContext, topic: string, event: Announced, node: Row): Change<Row> {
  const cursor = cursors.encode(viewer.organisation.id, scopeOf(topic), [event.number, event.at]);
  return { cursor, at: new Date(event.at), node };
}

/** A record about a resident that was announced, under the viewer's own plan; the topic is its subject. */
export async function recordChange(
  context: HubContext,
  info: GraphQLResolveInfo,
  event: Announced,
  subject: string,
  conditions: readonly Condition[] = [],
): Promise<Change<RecordRow> | null> {
  const edge = recordById(subject);
  const selection = changeSelectionOf(info);
  const row = await context.records.rootOne(edge, conditions, selection, info.fieldNodes[0], event.record);
  return row && told(context, subject, event, row);
}

/** The same of a row that an organisation keeps, or is told. */
export async function ownChange(
  context: HubContext,
  info: GraphQLResolveInfo,
  event: Announced,
  list: OwnList,
): Promise<Change<OwnRow> | null> {
  const row = await ownRow(context, info, list, event.record, changeSelectionOf(info));
  return row && told(context, list.type, event, row);
}

/** The same of what concerns no resident. `more` is SQL of what else must be true of the row `t`. */
export async function publicChange(
  context: HubContext,
  info: GraphQLResolveInfo,
  event: Announced,
  type: string,
  more: (statement: Statement) => string = () => 'true',
): Promise<Change<PublicRow> | null> {
  const shape = shapeOf(context, type);
  const statement = new Statement();
  const id = statement.add(event.record, 'uuid');
  const columns = publicColumns(shape, changeSelectionOf(info), 't');
  const text = `select ${columns} from ${shape.table} t where t.id = ${id} and ${more(statement)}`;
  const [row] = await context.read.query<PublicRow>(text, statement.values);
  return row ? told(context, type, event, row) : null;
}
