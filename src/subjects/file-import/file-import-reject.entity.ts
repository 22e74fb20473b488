import type { Rel } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { BaseRecord } from '../base-record.ts';
import { keptRows } from '../function-rows.ts';
import { Node } from '../node.ts';
import { FileImport } from './file-import.entity.ts';

const meaning = 'What of a file could not be taken, by line and column, and never the cell itself.';

@Entity({
  comment: meaning,
  rowLevelSecurity: 'force',
  policies: keptRows('FileImportReject', {
    by: ['caregraph_home', 'caregraph_council'],
    seen: 'exists (select from public.file_import shown where shown.id = file_import_reject.file_import_id)',
    open: 'false',
  }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Index({ properties: ['fileImport', 'line'] })
export class FileImportReject extends BaseRecord {
  @ManyToOne(() => FileImport, { deleteRule: 'cascade' })
  fileImport!: Rel<FileImport>;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'Counted from 1, the header included.' })
  line!: number;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'As the file calls it; null where the whole line is meant.' })
  columnName?: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Why: a code that never changes its meaning.' })
  code!: string;
}
