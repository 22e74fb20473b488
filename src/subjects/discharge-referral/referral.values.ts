import { registerEnumType } from 'type-graphql';

export enum ReferralState {
  OPEN = 'OPEN',
  CHOSEN = 'CHOSEN',
  ADMITTED = 'ADMITTED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
  EXPIRED = 'EXPIRED',
}
registerEnumType(ReferralState, {
  name: 'ReferralState',
  description: 'How far a referral from hospital has come.',
  valuesConfig: {
    OPEN: { description: 'Homes are asked, and none is chosen yet.' },
    CHOSEN: { description: 'A home is chosen; its bed is reserved until the stated moment.' },
    ADMITTED: { description: 'The person has moved in, or is back.' },
    DECLINED: { description: 'The chosen home can take the person no more, and has said why.' },
    WITHDRAWN: { description: 'Whoever referred took it back.' },
    EXPIRED: {
      description:
        'No home offered in time, none of the offers was chosen, or the reservation ran out before anyone came.',
    },
  },
});

export enum RequestState {
  WAITING = 'WAITING',
  QUESTIONED = 'QUESTIONED',
  OFFERED = 'OFFERED',
  DECLINED = 'DECLINED',
  CHOSEN = 'CHOSEN',
  NOT_CHOSEN = 'NOT_CHOSEN',
  ADMITTED = 'ADMITTED',
  WITHDRAWN = 'WITHDRAWN',
  EXPIRED = 'EXPIRED',
}
registerEnumType(RequestState, {
  name: 'RequestState',
  description: 'What has become of asking one home for a place.',
  valuesConfig: {
    WAITING: { description: 'The home has not answered yet, or its question has been answered.' },
    QUESTIONED: { description: 'The home asks something back.' },
    OFFERED: { description: 'The home, or a trusted assessor in its place, offers the bed.' },
    DECLINED: { description: 'The home cannot take the person, or no more after it was chosen.' },
    CHOSEN: { description: 'This offer was chosen, and the bed is reserved.' },
    NOT_CHOSEN: { description: 'Another home was chosen.' },
    ADMITTED: { description: 'The person has moved in, or is back.' },
    WITHDRAWN: { description: 'Whoever asked took it back.' },
    EXPIRED: { description: 'The moment passed until which it could be answered, chosen or used.' },
  },
});

export enum RequestAnswer {
  ACCEPT = 'ACCEPT',
  ASK = 'ASK',
  DECLINE = 'DECLINE',
}
registerEnumType(RequestAnswer, {
  name: 'RequestAnswer',
  description: 'What a home answers when it is asked for a place.',
  valuesConfig: {
    ACCEPT: { description: 'It offers the bed; whoever asked chooses among the offers.' },
    ASK: { description: 'It asks something back before it decides.' },
    DECLINE: { description: 'It cannot take the person, and says why.' },
  },
});
