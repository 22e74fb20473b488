/**
 * The reasons why an organisation may see a resident (`hub.relationship.kind`), and the facts about one record that a
 * clause may ask for besides. Each is one bit of a row's mask, so that a cell is decided by integer arithmetic.
 * A bit never changes its meaning: stored masks outlive a release.
 */
export const relationshipBits = {
  'home.current': 1 << 0,
  'home.past': 1 << 1,
  'home.accepted': 1 << 19,
  'home.admitting': 1 << 18,
  'practice.registered': 1 << 2,
  'practice.network': 1 << 3,
  'practice.agreed': 1 << 4,
  'practice.aligned': 1 << 5,
  'practice.emergency': 1 << 6,
  'trust.inpatient': 1 << 7,
  'trust.attending': 1 << 8,
  'trust.referred': 1 << 9,
  'trust.caseload': 1 << 10,
  'trust.discharged': 1 << 11,
  'trust.emergency': 1 << 12,
  'council.funder': 1 << 13,
  'council.safeguarding': 1 << 14,
  'council.safeguarded': 1 << 17,
  'icb.chc': 1 << 15,
  'icb.fnc': 1 << 16,
} as const;
export type Relationship = keyof typeof relationshipBits;

/** Facts read from the record itself: the viewer wrote it, pays for it, is paid for it, was asked, accepted, or it was released. */
export const recordBits = {
  author: 1 << 20,
  payer: 1 << 21,
  payee: 1 << 22,
  asked: 1 << 23,
  accepted: 1 << 24,
  released: 1 << 25,
} as const;
export type RecordBit = keyof typeof recordBits;

/** Objections that end relationships for the purposes whose `ends-with` names them (`hub.relationship.objections`). */
export const objectionBits = {
  NATIONAL_DATA_OPT_OUT: 1 << 0,
  ARTICLE_21: 1 << 1,
  DIRECT_CARE_SHARING: 1 << 2,
} as const;
export type ObjectionKind = keyof typeof objectionBits;

/** The objection to sharing for the own care. Whom it shuts out is told; the others concern uses beside care. */
export const careObjection: ObjectionKind = 'DIRECT_CARE_SHARING';
/** Who looks after the resident now and keeps own records: no objection to sharing with others takes these away. */
export const careNow: readonly Relationship[] = ['home.current', 'practice.registered'];
