import { registerEnumType } from 'type-graphql';

export enum AbsenceReason {
  HOSPITAL = 'HOSPITAL',
  HOLIDAY = 'HOLIDAY',
  FAMILY = 'FAMILY',
  OTHER = 'OTHER',
}
registerEnumType(AbsenceReason, { name: 'AbsenceReason', description: 'Why a resident is away from the home.' });

export enum PlacementEndReason {
  MOVED = 'MOVED',
  HOME = 'HOME',
  HOSPITAL = 'HOSPITAL',
  DIED = 'DIED',
  OTHER = 'OTHER',
}
registerEnumType(PlacementEndReason, {
  name: 'PlacementEndReason',
  description: 'Why a placement ended.',
  valuesConfig: {
    MOVED: { description: 'The resident moved to another care home.' },
    HOME: { description: 'The resident went to live at home, or with family.' },
    HOSPITAL: { description: 'The resident stays in hospital, and will not come back.' },
    DIED: { description: 'The resident died.' },
    OTHER: { description: 'For another reason.' },
  },
});
