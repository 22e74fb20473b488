import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';

@Entity({ abstract: true })
export abstract class BaseRecord {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'gen_random_uuid()' })
  id!: string;
}
