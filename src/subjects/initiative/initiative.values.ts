import { registerEnumType } from 'type-graphql';

export enum Initiative {
  FALLS = 'FALLS',
  PRESSURE_ULCERS = 'PRESSURE_ULCERS',
  RED_BAG = 'RED_BAG',
  TELEHEALTH = 'TELEHEALTH',
  VOLUNTEERS = 'VOLUNTEERS',
  WORKFORCE = 'WORKFORCE',
  ENHANCED_PRIMARY_CARE = 'ENHANCED_PRIMARY_CARE',
  JOINT_CONTRACTING = 'JOINT_CONTRACTING',
}
registerEnumType(Initiative, {
  name: 'Initiative',
  description: 'What homes adopt to improve care, as the Care Home Excellence Programme lists it.',
  valuesConfig: {
    FALLS: { description: 'Preventing falls, and responding to them better.' },
    PRESSURE_ULCERS: { description: 'Preventing pressure ulcers, and responding to them better.' },
    RED_BAG: { description: 'A bag with documents and belongings goes to hospital and comes back.' },
    TELEHEALTH: { description: 'Technology that improves the health of residents.' },
    VOLUNTEERS: { description: 'Volunteers of the neighbourhood help residents to activities.' },
    WORKFORCE: { description: 'Opportunities for staff to learn and improve.' },
    ENHANCED_PRIMARY_CARE: { description: 'Better access of residents to primary care.' },
    JOINT_CONTRACTING: { description: 'One contract with the council and the NHS commissioner.' },
  },
});
