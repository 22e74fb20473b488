import 'reflect-metadata';
import type { Rel } from '@mikro-orm/core';
import { Entity, Formula, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Instant } from './instant.ts';

abstract class Row {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
}

@ObjectType()
@Entity()
export class Organisation extends Row {
  @Field(() => String)
  @Property({ type: 'text' })
  code!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'text' })
  agency!: string;
}

@ObjectType()
@Entity()
export class Practice extends Row {
  @ManyToOne(() => Organisation)
  organisation!: Rel<Organisation>;

  @Field(() => String)
  @Property({ type: 'text' })
  odsCode!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  telephone!: string;
}

@ObjectType()
@Entity()
export class CareHome extends Row {
  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  cqcLocationId!: string;

  @Property({ type: 'date' })
  registeredOn!: string;

  @Property({ type: 'date', nullable: true })
  deregisteredOn?: string | null;

  @ManyToOne(() => CareHome, { nullable: true })
  predecessor?: Rel<CareHome> | null;
}

@Entity()
export class Rating extends Row {
  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @Property({ type: 'text' })
  domain!: string;

  @Property({ type: 'text' })
  rating!: string;

  @Property({ type: 'date' })
  publishedOn!: string;
}

@Entity()
export class Alignment extends Row {
  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @ManyToOne(() => Practice)
  leadPractice!: Rel<Practice>;

  @Property({ type: 'text' })
  clinicalLeadName!: string;

  @Property({ type: 'date' })
  fromOn!: string;

  @Property({ type: 'date', nullable: true })
  toOn?: string | null;
}

@ObjectType()
@Entity()
export class Resident extends Row {
  @Field(() => String, { nullable: true })
  @Property({ type: 'text' })
  nhsNumber!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text' })
  givenName!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text' })
  familyName!: string;

  @Property({ type: 'date' })
  dateOfBirth!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text' })
  sex!: string;

  /** The viewer's relationships to the resident, read with the row. */
  relationships?: number;
}

@ObjectType()
@Entity()
export class Placement extends Row {
  @ManyToOne(() => Resident)
  resident!: Rel<Resident>;

  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @Field(() => String)
  @Property({ type: 'text' })
  careType!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  room?: string | null;

  @Property({ type: 'date' })
  fromOn!: string;

  @Property({ type: 'date', nullable: true })
  toOn?: string | null;
}

@Entity()
export class GpRegistration extends Row {
  @ManyToOne(() => Resident)
  resident!: Rel<Resident>;

  @ManyToOne(() => Practice)
  practice!: Rel<Practice>;

  @Property({ type: 'date' })
  fromOn!: string;

  @Property({ type: 'date', nullable: true })
  toOn?: string | null;
}

@ObjectType()
@Entity()
export class CarePlan extends Row {
  @ManyToOne(() => Resident)
  resident!: Rel<Resident>;

  @Field(() => String)
  @Formula(
    (_, { alias: plan }) =>
      `hub.plan_status(${plan}.declined_on, ${plan}.counted_from, ${plan}.counted_until, ${plan}.reviewed_on, ${plan}.due_on)`,
    { type: 'text' },
  )
  status!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'date', nullable: true })
  dueOn?: string | null;
}

@ObjectType()
@Entity()
export class Incident extends Row {
  @ManyToOne(() => Resident)
  resident!: Rel<Resident>;

  @Field(() => String)
  @Property({ type: 'text' })
  kind!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  harm!: string;

  @Field(() => Instant)
  @Property({ type: 'timestamptz' })
  occurredAt!: Date;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text' })
  narrative!: string;
}

@ObjectType()
@Entity()
export class HospitalStay extends Row {
  @ManyToOne(() => Resident)
  resident!: Rel<Resident>;

  @Field(() => Instant)
  @Property({ type: 'timestamptz' })
  admittedAt!: Date;

  @Field(() => Instant, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  dischargedAt?: Date | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  primaryDiagnosis?: string | null;
}

export const entities = [
  ...[Organisation, Practice, CareHome, Rating, Alignment],
  ...[Resident, Placement, GpRegistration, CarePlan, Incident, HospitalStay],
];

@ObjectType()
export class Withheld {
  @Field(() => ID)
  field!: string;

  @Field(() => String, { nullable: true })
  form!: string | null;

  @Field(() => String)
  clause!: string;
}

@ObjectType()
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

/** A page of a list as the hub's documents ask for it. */
export function pageOf<Node extends object>(node: new () => Node, name: string) {
  @ObjectType(name)
  class Page {
    @Field(() => Int)
    totalCount!: number;

    @Field(() => [node])
    nodes!: Node[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;
  }
  return Page;
}
