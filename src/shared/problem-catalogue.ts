/**
 * Why a write was not done, in the words of what was asked: the caller can put it right. Nothing was changed, and the
 * idempotency key is still free. A code never changes its meaning.
 */
export const problems = {
  UNKNOWN: 'There is no such record that you may write about.',
  REQUIRED: 'This must be said.',
  TOO_LONG: 'This is longer than it may be.',
  OUT_OF_RANGE: 'This lies outside what is allowed here.',
  IN_FUTURE: 'This lies in the future.',
  TOO_EARLY: 'This lies before what it must follow.',
  ALREADY_RECORDED: 'Your organisation has recorded this already.',
  ALREADY_ENDED: 'This has ended already.',
  STALE_VERSION: 'Somebody has changed this since you read it: read it again.',
  NOT_OF_THIS_KIND: 'This belongs to another kind than the one that was named.',
  NOT_RESIDENT_THEN: 'The resident did not live in your home at this time.',
  NOT_READY: 'The patient is not ready to leave: say first since when.',
  OWN_DEED: 'Nobody reviews what they did themselves: ask a colleague.',
  NAMED_TWICE: 'This is named twice.',
  OUTDATED: 'What stands is of a later moment: read it again.',
  CARE_NOT_GIVEN: 'The home does not give this kind of care.',
  TOO_MANY_BEDS:
    'In use, promised and free, beds come to no more than the maximum, and all maxima to no more than the CQC registered.',
  CONFIRM: 'This is unusual. Look again, and if it is so, send it again with "confirm": true.',
  NO_BED: 'The home has no free bed of this kind any more: choose another offer.',
  EMBARGOED: 'The council lets nobody be placed in this home for now: choose another.',
  NOT_INVOLVED:
    'As far as the hub knows, this organisation does not look after the resident nor pay for the care, so that it would not read this: ask it in another way.',
  IDENTIFYING: 'This may tell who somebody is: leave out names, NHS numbers and full dates.',
  RETURN_SUBMITTED: 'The return is submitted and locked: ask the council to reopen it.',
  RETURN_INCOMPLETE: 'Figures that the hub does not count are missing: state them first.',
  NOT_SUBMITTED: 'The home has not submitted this return.',
  NOT_YET_DUE: 'It is too early for this month: homes can still submit their returns in time.',
  NO_PLACES: 'There are not so many places left: ask for fewer, or look again later.',
  PLACEMENTS_CONTRADICT:
    'The two lived in two homes at the same time, as it stands: who recorded that puts it right first. Nothing was merged.',
  REGISTRATIONS_CONTRADICT:
    'The two were registered twice at the same time, as it stands: the practices put it right first. Nothing was merged.',
  STAYS_CONTRADICT:
    'The two were in one hospital twice at the same time, as it stands: the trust puts it right first. Nothing was merged.',
  HISTORIES_CONTRADICT:
    'Of each of the two something stands of which a person has one: who recorded it puts it right first. Nothing was merged.',
  NOT_POSSIBLE: 'This cannot be recorded beside what is recorded already.',
} as const;
export type ProblemCode = keyof typeof problems;

/** One of them, with the place in the mutation's arguments that it is about. */
export interface Problem {
  path: string[];
  code: ProblemCode;
  message: string;
}

export function problem(code: ProblemCode, ...path: string[]): Problem {
  return { path: ['input', ...path], code, message: problems[code] };
}

/** What is unusual, and would be done if it were confirmed: `message` says what is unusual about it. */
export function toConfirm(message: string, ...path: string[]): Problem {
  return { ...problem('CONFIRM', ...path), message: `${message} ${problems.CONFIRM}` };
}
