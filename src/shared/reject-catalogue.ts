/** Why something in a file was not taken, and what to do about it. A code never changes its meaning. */
export const rejects = {
  REQUIRED: 'This column is empty and must not be.',
  NOT_A_DAY: 'This is no day of the calendar: write 2026-11-21 or 21/11/2026.',
  NOT_A_MONTH: 'This is no month: write 2026-11, Nov 2026, or its first day.',
  NOT_A_NUMBER: 'This is no whole number from 0 on.',
  NOT_A_COORDINATE: 'This is no latitude or longitude in degrees.',
  NOT_A_CODE:
    'This is no identifier of its kind. If a spreadsheet wrote it as a number or date, format the column as text.',
  NOT_A_VALUE: 'This is none of the values that the hub knows for this column.',
  NOT_A_POSTCODE: 'This is no postcode of the United Kingdom.',
  TOO_LARGE: 'This is more than such a figure can be.',
  TOO_LONG: 'This is longer than the hub keeps.',
  BROKEN_FORMULA: 'A formula in the spreadsheet failed here: mend it, and export once more.',
  COLUMNS: 'This line has more or fewer columns than the header: look for a stray quote or separator.',
  NAMED_TWICE: 'An earlier line says this already: only that one was taken.',
  DORMANT: 'The CQC has this location registered, and nobody is cared for there: it is no home for now.',
  DUAL_REGISTERED: 'This place is registered twice: it is taken under its primary location alone.',
  NOT_A_PRACTICE:
    'This prescribes without being a general practice, as a walk-in centre or a hospice does: it is none.',
  NOT_OPEN: 'This is proposed or dormant: it is taken once it is open.',
  CLOSED: 'This closed before the hub knew of it.',
  NEWER_KNOWN: 'The hub knows something newer: this file is older.',
  NOT_AN_AMOUNT: 'This is no amount of pounds, with at most two decimals.',
  NOT_IN_ORDER: 'This day comes before the one on which it begins.',
  UNKNOWN_HOME: 'The hub knows no home by this location id that is registered on that day.',
  NOT_SEEN:
    'As far as the hub knows this person is not yours to write about. Say first what makes it so, as the guide of the format tells.',
  OTHERS_WORD:
    'Another organisation said when this begins or ends, or what is paid, and it alone can change that. The rest was taken.',
  PAST_PAID:
    'This part has begun at another rate, and what was paid stays as it was: give the new rate a later day of its own as Paid from.',
  END_PUT_OFF:
    'An end is recorded already and is not put off: give what comes after it a line of its own, from that day on.',
  NO_BED:
    'As many live in this home by then as the CQC registered beds, as far as the hub knows. Nothing of this person was taken: let the home say who has left, or record the placement by hand and confirm it.',
  OTHER_HOME: 'This is another home: each brings what is its own.',
  CARE_NOT_GIVEN: 'The home does not give this kind of care, as far as the hub knows.',
  TOO_MANY_BEDS: 'These are more beds than there are: of this kind, or in the home as the CQC registered it.',
  RETURN_SUBMITTED: 'The return of this month is submitted, with another figure: only the council reopens it.',
  OUTSIDE: 'This lies outside of the days for which the placement holds.',
  NOT_HL7:
    'This is no message of HL7 version 2 as the hub reads it: a segment is broken, stands there twice, or belongs to no message.',
  CUT_OFF: 'The file ends, or another message begins, before this one does: fetch the file again.',
  COUNT_DIFFERS: 'The batch says of itself that another number of messages is in it: fetch the file again.',
  WRONG_ENCODING: 'This is not in the character set that MSH-18 names; where it names none, give --encoding.',
  NOT_TAKEN: 'Of this kind of message the hub makes nothing.',
  NOT_A_MOMENT:
    'This is no day and time: write 2026-11-21 06:00 in UTC, or in HL7 202611210600; in the night in which spring begins an hour is left out.',
  IN_FUTURE: 'This has not happened yet, or lies further ahead than can be recorded: send it again later.',
  NO_NHS_NUMBER: 'Nobody is known by a number of one hospital alone: the NHS number is missing.',
  NOT_AN_NHS_NUMBER: 'This is no NHS number, as its last digit shows, or not the only one.',
  NOT_VERIFIED: 'This NHS number is not said to be verified with the national register (status 01).',
  MATCH_WANTED:
    'Without a verified NHS number nobody is taken for anybody: somebody of your organisation says which of those who may be meant it is (matchCandidates, confirmMatch). Bring the file again then.',
  NOBODY_ALIKE:
    'There is no verified NHS number here, and nobody whom you see in the hub is described like this: find the number.',
  MERGE_OF_TWO:
    'This would make one person of two NHS numbers: nothing was merged; a practice that cares for both settles it (matchCandidates).',
  CONTROL_ID_TWICE:
    'Two messages of this visit bear the same control id, event and moment, and say different things: the one that was written later counts.',
  NO_VISIT:
    'No admission or arrival of this visit has come that this could change, end or take back. It counts once that comes; under a class that opens no visit (PV1-2), send it again then.',
  VISITS_OVERLAP:
    'By this the person would be there twice at once: the later visit is not recorded until the earlier ends, or one is cancelled.',
  NOT_JSON: 'This line is no JSON, or not whole: fetch the file again.',
  NOT_FHIR:
    'This is not as FHIR R4 has it: a key stands there twice, or a value is of another type, empty, or has characters that no name has.',
  NOT_UNDERSTOOD:
    'Rules (implicitRules) or modifier extensions that the hub does not know stand in this resource: by FHIR it must not be taken without them.',
  NOT_A_DATETIME:
    'This is no moment as FHIR writes it, to the second and with its zone: 2026-11-21T06:00:00+00:00. A day, month or year alone is none.',
  UNRESOLVED: 'What this refers to is not in the file, or several that differ are called so.',
  SEVERAL: 'Several stand here that differ, and none is marked as the one that counts.',
  PART_OF_ANOTHER: 'This is a part of another encounter: the whole of it is taken, and not its parts.',
  OTHER_ORGANISATION: 'This says of itself that it is of another organisation: each brings what is its own.',
  UNKNOWN: 'This names something that the hub does not know.',
  NOT_POSSIBLE: 'This cannot stand beside what the hub knows already.',
} as const;
export type RejectCode = keyof typeof rejects;
