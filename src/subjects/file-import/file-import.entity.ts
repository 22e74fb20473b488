import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { keptRows } from '../function-rows.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { organisation } from '../policies.ts';
import { ImportFormat, ImportState } from './file-import.values.ts';

const meaning = 'A file that an organisation brings through the graph, how far it has come, and what came of it.';

@Entity({
  comment: meaning,
  rowLevelSecurity: 'force',
  policies: keptRows('FileImport', {
    by: ['caregraph_home', 'caregraph_council'],
    seen: `file_import.organisation_id = ${organisation}`,
  }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'file_import_of_some_bytes', expression: 'bytes > 0 and received >= 0 and received <= bytes' })
@Check({ name: 'file_import_hashed', expression: 'length(sha256) = 32' })
@Check({ name: 'file_import_refused_for_a_reason', expression: `(state = 'REFUSED') = (refused_because is not null)` })
@Index({ properties: ['organisation', 'startedAt'] })
@Index({ name: 'file_import_under_way', properties: ['state'], where: 'done_at is null' })
export class FileImport extends BaseRecord {
  @ManyToOne(() => Organisation)
  organisation!: Rel<Organisation>;

  @Enum({ items: () => ImportFormat })
  @Field(() => ImportFormat, { description: 'What kind of file it is.' })
  format!: ImportFormat;

  @Enum({ items: () => ImportState, default: ImportState.AWAITED })
  @Field(() => ImportState, { description: 'How far it has come.' })
  state!: ImportState;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, {
    description: 'The moment as of which it speaks: what is known of a later one is not undone by it.',
  })
  asOf!: Date;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether it only says what would be done.' })
  dryRun!: boolean;

  @Property({ type: 'boolean' })
  allowLargeChange!: boolean;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'How long the file is.' })
  bytes!: number;

  @Property({ type: 'bytea' })
  sha256!: Buffer;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: 'How many bytes of it have come.' })
  received!: number;

  @Property({ type: 'text', nullable: true })
  mapping?: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The user who brings it, as the token names users.' })
  broughtBy!: string;

  @Property({ type: 'text', nullable: true })
  authority?: string | null;

  @Property({ type: 'text' })
  role!: string;

  @Property({ type: 'text' })
  purpose!: string;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  @Field(() => DateTime, { description: 'When it was announced.' })
  startedAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was settled; null until then.' })
  doneAt?: Date | null;

  @Property({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Lines that were read; null until it was tried.' })
  read?: number | null;

  @Property({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Lines of which something was not taken.' })
  rejected?: number | null;

  @Property({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Records that it made.' })
  added?: number | null;

  @Property({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Records that it changed.' })
  changed?: number | null;

  @Property({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Records that it ended.' })
  ended?: number | null;

  @Property({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Records that were so already.' })
  unchanged?: number | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why nothing of it, or nothing more of it, can be taken, and what to do.',
  })
  refusedBecause?: string | null;
}
