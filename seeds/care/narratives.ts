import { givenNameOfWorker } from '../names/people.ts';
import type { Random } from '../random.ts';

/**
 * What staff wrote: invented, and like the notes of any home. By kind, or by kind and subtype where that says more.
 * STAFF becomes a given name, PLACE the place.
 */
const narratives: Record<string, readonly string[]> = {
  WITNESSED: [
    'Lost balance when turning in PLACE. STAFF saw it. Helped up with the hoist, family told.',
    'Legs gave way on the walk to PLACE. STAFF lowered the resident to the floor. Observations normal.',
  ],
  UNWITNESSED: [
    'Heard to fall in PLACE. STAFF came at once. Says the slippers caught on the rug. No injury seen.',
    'Got up without the frame and fell in PLACE; nobody saw it. STAFF checked from head to foot, then every hour.',
  ],
  FROM_BED: [
    'Slid from the edge of the bed when reaching for a glass of water. STAFF heard the alarm mat. Settled with tea.',
    'Rolled out of the bed on to the crash mat. STAFF found no mark; bed lowered.',
  ],
  FROM_CHAIR: [
    'Slid forward from the chair in PLACE. STAFF was near and helped. Cushion changed for a deeper one.',
    'Stood up from the chair and sat down beside it in PLACE. STAFF helped up. Observations normal.',
  ],
  FOUND_ON_FLOOR: [
    'Found on the floor in PLACE by STAFF. Could say what happened: looked for the cat. No injury seen.',
    'Found sitting by the door of PLACE by STAFF. Warm and cheerful, wanted to go to work. Checked every hour.',
  ],
  PRESSURE_ULCER: [
    'Red area on the heel seen by STAFF at the morning wash. Heel off the mattress, nurse told.',
    'Sore skin over the sacrum. STAFF measured and photographed it; turned every two hours, cushion changed.',
    'Sore place where the hearing aid rubs. STAFF padded it and asked the community team to look.',
  ],
  MEDICATION_ERROR: ['Round of the morning was late by an hour. STAFF asked the pharmacist; carry on as usual.'],
  OMISSION: ['Morning tablets found in the pot at lunch. STAFF rang the pharmacist, who advised to carry on as usual.'],
  NOT_SIGNED: ['The evening dose was not signed for. STAFF counted the blister pack: it had been given.'],
  TIMING: ['Patch changed a day late. STAFF told the practice. No pain reported.'],
  EXTRA_DOSE: ['Paracetamol given twice within three hours. STAFF rang 111; nothing more to do than to watch.'],
  WRONG_DOSE: ['Half a tablet given instead of a whole one. STAFF told the practice and the family.'],
  RESPIRATORY: ['Cough and temperature of 38.1 since last night. STAFF asked the practice for a call.'],
  COVID19: ['Sore throat; test positive. STAFF began isolation and told the health protection team.'],
  INFLUENZA: ['Aching, shivering, temperature of 38.6. STAFF asked the practice about antivirals.'],
  INFECTION: ['Skin round the old dressing is warm and weeps. STAFF sent a swab.'],
  GASTROINTESTINAL: ['Loose stools three times since breakfast. STAFF began a fluids chart; meals taken in the room.'],
  NOROVIRUS: ['Sick twice after tea, two others on the corridor the same. STAFF closed the lounge.'],
  SCABIES: ['Itching at the wrists. STAFF asked the nurse to look; clothes and bedding washed.'],
  CHOKING: ['Coughed hard on a piece of toast in PLACE. STAFF gave back blows, it came up. Speech therapist asked.'],
  MISSING_PERSON: [
    'Not in the garden at four. STAFF found the resident at the bus stop after ten minutes, cheerful and cold.',
  ],
  BEHAVIOUR: [
    'Shouted at another resident over a chair in PLACE. STAFF walked with each of them; both calm within the hour.',
    'Pushed the plate away and knocked STAFF on the arm. Pain was the reason; settled after paracetamol.',
    'Would not be washed in the morning. STAFF came back after tea, no difficulty then.',
  ],
  EQUIPMENT: ['Battery of the hoist ran out in mid transfer. STAFF lowered by hand. Second battery now on charge.'],
  DEATH: ['Died with the family there. STAFF rang the practice and the funeral director.'],
  OTHER: [
    'Glasses broken in PLACE. STAFF rang the optician.',
    'Scald to the finger from tea, cooled at once by STAFF. No mark after an hour.',
    'Visitor tripped over the mat in PLACE; the resident was startled. STAFF sat with both.',
  ],
};

const internalNotes = [
  'Rota was one short that evening; raise at handover.',
  'Ask maintenance about the lighting.',
  'Talk it over in supervision.',
  'Check the falls mat batteries on this corridor.',
];

const places = ['the lounge', 'the dining room', 'the bedroom', 'the corridor', 'the bathroom', 'the garden'];
const kindsWithPlace = new Set(['FALL', 'CHOKING', 'BEHAVIOUR', 'EQUIPMENT', 'OTHER']);

export function placeOf(kind: string, subtype: string | null, random: Random): string | null {
  if (subtype === 'FROM_BED' || kind === 'DEATH') return 'the bedroom';
  return kindsWithPlace.has(kind) ? random.pick(places) : null;
}

export function narrativeOf(kind: string, subtype: string | null, place: string | null, random: Random): string {
  const texts = (subtype === null ? undefined : narratives[subtype]) ?? narratives[kind] ?? [];
  return random
    .pick(texts)
    .replace('PLACE', place ?? 'the home')
    .replace('STAFF', givenNameOfWorker(random));
}

export const narrativeOfInjury = (injury: string, place: string, random: Random): string =>
  `Fell in ${place}, with ${injury}. ${givenNameOfWorker(random)} called the ambulance; went to hospital.`;

export const internalNote = (random: Random): string => random.pick(internalNotes);
