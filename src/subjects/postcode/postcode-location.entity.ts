import { Check, Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

const meaning = 'Where a postcode lies, so that a search can start from one.';

@Entity({ comment: meaning })
@Check({
  name: 'postcode_location_normalised',
  expression: "postcode ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$'",
})
export class PostcodeLocation {
  @PrimaryKey({ type: 'text' })
  postcode!: string;

  @Property({ type: 'double' })
  latitude!: number;

  @Property({ type: 'double' })
  longitude!: number;
}
