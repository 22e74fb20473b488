import { Field, ID, InputType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';
import { VersionRead } from '../writing/version.ts';
import { Harm, IncidentKind, IncidentSubtype, PsychologicalHarm } from './incident.values.ts';

/** What may be said of an incident besides what must be. */
@InputType()
export abstract class IncidentParticulars extends MutationInput {
  @Field(() => IncidentSubtype, {
    nullable: true,
    description: 'The manner of a fall, category of an ulcer, sort of medication error, or infection: one of its kind.',
  })
  subtype?: IncidentSubtype | null;

  @Field(() => PsychologicalHarm, { nullable: true, description: 'Psychological harm, once somebody has judged it.' })
  psychologicalHarm?: PsychologicalHarm | null;

  @Field(() => String, { nullable: true, description: 'Where in or about the home, in at most 500 characters.' })
  location?: string | null;

  @Field(() => String, { nullable: true, description: 'What was seen and done, in at most 10,000 characters.' })
  narrative?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For your own inquiry, in at most 10,000 characters: the hub shows it to nobody, not to you either.',
  })
  internalNote?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Of a fall only: the head was hurt.' })
  headInjury?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Of a fall only: a bone broke.' })
  fracture?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Of a fall only: the resident takes an anticoagulant.' })
  onAnticoagulant?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Of a fall only: an ambulance was called.' })
  ambulanceCalled?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Of a fall only: the resident was taken to hospital.' })
  conveyed?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Of a pressure ulcer only: it was there when the resident came to the home.',
  })
  presentOnAdmission?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Of a pressure ulcer only: a device presses there.' })
  deviceRelated?: boolean | null;
}

@InputType({ description: 'What befell whom, and when.' })
export class RecordIncidentInput extends IncidentParticulars {
  @Field(() => ID, { description: 'The resident whom it befell, who lives in your home.' })
  resident!: string;

  @Field(() => IncidentKind, { description: 'What happened.' })
  kind!: IncidentKind;

  @Field(() => Harm, { description: 'Physical harm.' })
  harm!: Harm;

  @Field(() => DateTime, { description: 'When it happened: not in the future, nor before the resident came to you.' })
  occurredAt!: Date;
}

@InputType({ description: 'What was wrong or missing. Absent: it stays as it is; null: it is taken back.' })
export class AmendIncidentInput extends IncidentParticulars {
  @Field(() => ID, { description: 'An incident that your home recorded.' })
  incident!: string;

  @VersionRead()
  version!: number;

  @Field(() => IncidentKind, {
    nullable: true,
    description: 'What happened. With another kind, the particulars of the former one end.',
  })
  kind?: IncidentKind | null;

  @Field(() => Harm, { nullable: true, description: 'Physical harm.' })
  harm?: Harm | null;

  @Field(() => DateTime, { nullable: true, description: 'When it happened.' })
  occurredAt?: Date | null;
}
