import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findingLine } from '../../src/agreement/findings.ts';
import { examineAgreement } from '../../src/agreement/read.ts';
import { groundOf } from '../../src/server/contract/contract.ts';

it('decides every field and query of the graph, and nothing that the graph does not have', async () => {
  const { shape } = await groundOf();
  const file = 'schema/agreement.yml';
  const { findings } = examineAgreement(readFileSync(file, 'utf8'), file, { shape });
  expect(findings.map(findingLine)).toEqual([]);
});

it('opens to an agency nothing that the database keeps from it', async () => {
  const file = 'schema/agreement.yml';
  const text = readFileSync(file, 'utf8');
  const { shape } = await groundOf();
  const wider = text.replace(
    '[home.current & asked, home.past & asked, council.funder',
    '[home.current, home.past & asked, council.funder',
  );
  const { findings } = examineAgreement(wider, file, { shape });
  expect(findings.map(({ what, instead }) => `${what}; ${instead}`)).toEqual([
    'Feedback/1 shares Feedback with home.current, and it is kept from every home that is not asked; write home.current & asked',
  ]);
});

describe('whoever sees a record sees what it is found by, and which it is:', () => {
  const file = 'schema/agreement.yml';
  const text = readFileSync(file, 'utf8');
  const found = async (passage: string, instead: string) => {
    expect(text).toContain(passage);
    const { shape } = await groundOf();
    const { findings } = examineAgreement(text.replace(passage, instead), file, { shape });
    return findings.map(({ what, instead: write }) => `${what}; ${write}`);
  };

  it('the days of a placement', async () => {
    expect(
      await found(
        'clear: [home.current, home.past & author, home.admitting & author, gp]',
        'clear: [home.current, home.past, home.admitting & author, gp, trust.discharged]',
      ),
    ).toEqual([
      'Placement/4 shares Placement with home.past, trust.discharged, which does not see Placement.from in clear, by which the record is found; share from with home.past, trust.discharged too, or leave it out here',
      'Placement/4 shares Placement with home.past, trust.discharged, which does not see Placement.to in clear, by which the record is found; share to with home.past, trust.discharged too, or leave it out here',
    ]);
  });

  it('the days of a placement, in each role', async () => {
    expect(await found('    - fields: [from, to]\n', '    - fields: [careType]\n')).toEqual(
      ['from', 'to'].map(
        (field) =>
          `Placement/2 shares Placement with council.funder, icb.chc, icb.fnc, which does not see Placement.${field} in clear, by which the record is found; share ${field} with council.funder, icb.chc, icb.fnc too, or leave it out here`,
      ),
    );
  });

  it('the identifier, where a clause names it', async () => {
    expect(
      await found(
        '        - home.current\n        - home.past\n        - home.accepted\n        - home.admitting\n        - gp\n        - practice.aligned\n',
        '        - home.current\n        - home.past\n        - home.accepted\n        - home.admitting\n        - gp\n',
      ),
    ).toEqual(
      expect.arrayContaining([
        'Resident/5 shares Resident with practice.aligned, which does not see Resident.id in clear, so that the record has no name; share id with practice.aligned too, or leave it out here',
      ]),
    );
  });
});
