import type { Agreement } from '../model.ts';
import { type Block, heading, paragraph, table } from './blocks.ts';
import { columnsOf } from './matrix.ts';
import * as rows from './rows.ts';

const yours = { strong: 'To be completed by the controllers.' };

/** A data protection impact assessment (UK GDPR, article 35) as far as the agreement answers it; the rest is asked for. */
export function impactOf(agreement: Agreement): Block[] {
  const { title, version, effective, review, processor, impactAssessment, demonstration } = agreement;
  const personal = [...agreement.subjects].filter(([, rule]) => rule.personal);
  return [
    heading(1, `Impact assessment: ${title}`),
    paragraph(
      [
        'A template, filled from version ',
        { code: version.slice(0, 12) },
        ' of the agreement as far as that answers it.',
      ],
      `In effect from ${effective}, to be reviewed by ${review}. The agreement calls the assessment: ${impactAssessment}.`,
      ...(demonstration ? [[{ strong: 'The agreement is a demonstration: invented people and organisations.' }]] : []),
    ),
    heading(2, '1. Why it is needed'),
    paragraph('Health data of people in need of care, on a large scale, shared between organisations.', [yours]),
    heading(2, '2. What is done with the data'),
    paragraph(`The parties are joint controllers of the hub. Processor: ${processor}.`),
    table(['party', 'signed by', 'on'], rows.partyRows(agreement)),
    table(
      ['records about residents', 'fields'],
      [...personal.map(([name, { fields, nobody }]) => [name, [...new Set([...fields.keys(), ...nobody])].join(', ')])],
    ),
    paragraph('How many people, from which sources, over which area:', [yours]),
    heading(2, '3. Who was consulted'),
    paragraph('Residents and those who speak for them, staff, data protection officers, Caldicott guardians:', [yours]),
    heading(2, '4. Whether it is necessary and in proportion'),
    table(['purpose', 'basis in data protection law', 'basis in confidentiality'], rows.basisRows(agreement)),
    table(['purpose', 'who', 'relationships that count', 'objections that end them'], rows.purposeRows(agreement)),
    table(['relationship', 'it stands while'], rows.relationshipRows(agreement, columnsOf(agreement))),
    paragraph('Who sees which field, and why, stands clause by clause in the agreement.'),
    table(['what', 'is kept for'], rows.retentionRows(agreement)),
    paragraph('How residents are told, and how they are answered who ask, correct or object:', [yours]),
    heading(2, '5. Risks to people, and what bounds them'),
    paragraph('Begin with the hazards that the software is tested against. Likelihood, severity and what is left:', [
      yours,
    ]),
    heading(2, '6. Agreed by'),
    table(
      ['who', 'name', 'on', 'advice'],
      ['Data protection officer', 'Caldicott guardian', 'Controllers'].map((who) => [who, '', '', '']),
    ),
  ];
}
