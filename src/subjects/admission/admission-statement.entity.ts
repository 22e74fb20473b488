import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { AdmissionStatus } from '../care-home/care-home.values.ts';
import { Node } from '../node.ts';
import { organisation } from '../policies.ts';
import { notAhead, ofOwnHome, publicRows } from '../public-policies.ts';
import { PublicRecord } from '../public-record.ts';

const meaning =
  'Whether a home admits anyone, as the home stated it, or an embargo of its council, which goes before whatever the home states.';

/** A home speaks for itself; an embargo is the council’s in whose area the home lies, and so is its end. */
const within = `exists (select from public.care_home told
        where told.id = admission_statement.home_id
        and case when admission_statement.status = 'CLOSED_BY_COMMISSIONER' then told.council_id else told.organisation_id end = ${organisation})`;

@Entity({
  comment: meaning,
  policies: [
    ...publicRows('AdmissionStatement', {
      within,
      only: notAhead('admission_statement.as_of'),
      seenByHomes: ofOwnHome('admission_statement'),
      imported: true,
    }),
    // With a new home comes what it states first.
    { name: 'admission_statement_begun', command: 'insert', roles: ['caregraph_register'], check: 'true' },
  ],
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({
  name: 'admission_statement_restricted',
  expression: "restrictions is null or status = 'OPEN_WITH_RESTRICTIONS'",
})
@Unique({
  name: 'admission_statement_one_current',
  properties: ['home', 'author'],
  where: 'valid_until is null',
})
@Index({ properties: ['home', 'validFrom'] })
export class AdmissionStatement extends PublicRecord {
  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @Enum({ items: () => AdmissionStatus, type: 'text' })
  @Field(() => AdmissionStatus, { description: 'Whether the home admits anyone, and why not.' })
  status!: AdmissionStatus;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'On what conditions it admits; null if on none.' })
  restrictions?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why, in the words of whoever stated it.' })
  reason?: string | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, { description: 'When it was stated.' })
  asOf!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Until when it stood; null if it stands.' })
  until!: Date | null;
}
