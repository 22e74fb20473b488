import { fewestPeers, peersTogether } from '../../shared/peers.ts';
import type { Agreement } from '../model.ts';
import { type Block, heading, paragraph, table } from './blocks.ts';
import { columnsOf, matrixOf } from './matrix.ts';
import * as rows from './rows.ts';

/** The page that is read and signed: the whole agreement, with a matrix for each kind of record. */
export function contentOf(agreement: Agreement): Block[] {
  const columns = columnsOf(agreement);
  const personal = [...agreement.subjects].filter(([, rule]) => rule.personal);
  return [
    heading(1, agreement.title),
    opening(agreement),
    heading(2, 'Parties and signatures'),
    table(['party', 'signed by', 'on'], rows.partyRows(agreement)),
    heading(2, 'Purposes'),
    paragraph('Whoever asks names a purpose. It must be one that the agreement gives to the agency and the role.'),
    table(['purpose', 'who', 'relationships that count', 'objections that end them'], rows.purposeRows(agreement)),
    paragraph(
      'An objection counts from the next question on. Whoever recorded it may still read it and record that it is withdrawn,',
      'though it ended their own relationship. One to sharing for care is told to the privacy officers of those whom it shuts',
      'out and of whoever recorded it.',
    ),
    table(['purpose', 'basis in data protection law', 'basis in confidentiality'], rows.basisRows(agreement)),
    heading(2, 'Roles'),
    table(['role', 'what it does'], rows.roleRows(agreement)),
    heading(2, 'Relationships'),
    paragraph('Without one of these, an organisation sees nothing of a resident, not even that there is a record.'),
    table(['relationship', 'it stands while'], rows.relationshipRows(agreement, columns)),
    heading(2, 'Records about residents'),
    rows.legend(columns),
    ...personal.flatMap(([name, rule]) => [heading(3, name), matrixOf(rule, columns)]),
    heading(2, 'What concerns no resident'),
    table(['subject', 'fields', 'open to', 'because'], rows.openRows(agreement)),
    heading(2, 'Questions'),
    table(['question', 'may be asked by', 'for', 'because'], rows.queryRows(agreement.queries)),
    heading(2, 'Hearing of changes'),
    paragraph(
      'Whoever subscribes hears of a change as soon as it is recorded. Each is read anew at that moment under what this',
      'agreement then shows: of what somebody does not see, or sees no more, he hears nothing.',
    ),
    table(['subscription', 'may be heard by', 'for', 'because'], rows.queryRows(agreement.subscriptions)),
    heading(2, 'Changes'),
    paragraph('What no line here gives may be changed by nobody.'),
    table(
      ['change', 'of', 'fields', 'by', 'who stand to the resident as', 'for', 'because'],
      rows.writeRows(agreement),
    ),
    heading(2, 'What is due when'),
    ...clocks(agreement),
    ...rewards(agreement),
    heading(2, 'Emergencies'),
    ...emergencies(agreement),
    heading(2, 'Small numbers'),
    smallNumbers(agreement),
    table(['measure', 'grouped by', 'for each'], rows.measureRows(agreement)),
    heading(2, 'Keeping'),
    table(['what', 'is kept for'], rows.retentionRows(agreement)),
  ];
}

function opening({ effective, review, processor, impactAssessment, demonstration, version }: Agreement): Block {
  return paragraph(
    [`In effect from ${effective}, to be reviewed by ${review}. Version `, { code: version.slice(0, 12) }, '.'],
    `The parties are joint controllers of the hub. Processor: ${processor}. Impact assessment: ${impactAssessment}.`,
    'An organisation that has not signed the version in force sees nothing. What no clause shares is not shared.',
    ...(demonstration ? [[{ strong: 'This is a demonstration: invented people in invented organisations.' }]] : []),
  );
}

function clocks(agreement: Agreement): Block[] {
  if (agreement.clocks.size === 0) return [paragraph('Nothing is due by a clock of this agreement.')];
  return [
    paragraph(
      'Days are those in England, and the day of arrival is not counted. Working days leave out Saturdays, Sundays and bank',
      'holidays. Whoever comes back from hospital counts as one who arrives.',
    ),
    table(['what', 'after an arrival', 'again', 'because'], rows.clockRows(agreement)),
  ];
}

function rewards(agreement: Agreement): Block[] {
  const terms = rows.rewardRows(agreement);
  return terms.length ? [heading(2, 'The reward scheme'), table(['what', 'terms'], terms)] : [];
}

function emergencies(agreement: Agreement): Block[] {
  const { emergency } = agreement;
  const who = rows.emergencyRows(agreement);
  if (!emergency || who.length === 0) return [paragraph('Nobody may open a record in an emergency.')];
  const hours = `for at most ${emergency.hours} ${emergency.hours === 1 ? 'hour' : 'hours'}`;
  return [
    paragraph(
      `Without another relationship, these may open a resident's record ${hours}, because ${emergency.because}.`,
      'The reason is recorded, the privacy officers are told at once, and each opening is reviewed.',
    ),
    table(['agency', 'roles'], who),
  ];
}

function smallNumbers({ smallNumbers: { suppress, roundTo } }: Agreement): Block {
  return paragraph(
    `Counts from ${suppress.from} to ${suppress.to} are suppressed, others rounded to the nearest ${roundTo}; zero is shown.`,
    'Only the tables named here leave the hub, each protected as a whole: further cells are suppressed where a total',
    'would give a suppressed one away. A care home sees of other homes no names, counts or suppressions: by home and for a',
    `year the means of ${peersTogether} or more together, where ${fewestPeers} homes of other providers have a value; else its own alone.`,
  );
}
