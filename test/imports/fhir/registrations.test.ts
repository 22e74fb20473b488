import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fhir } from '../../../src/imports/fhir/fhir.ts';
import { madeUpNhsNumbers } from '../../../src/shared/nhs-number.ts';
import { type Factories, factoriesOn, type MadePlace } from '../../support/factories.ts';
import { bundle, episode, exported, livesAt, patient } from '../support/fhir-file.ts';
import { type Taking, takingFiles } from '../support/taking.ts';

let taking: Taking;
let make: Factories;
let practice: MadePlace;
/** By which its organisation is known here. */
let own: string;
const uprn = '100012345678';
const numbers = madeUpNhsNumbers(610_000);
const somebody = () => ({ nhsNumber: numbers.next().value as string });
beforeAll(async () => {
  taking = await takingFiles();
  make = factoriesOn(taking.database.owner);
  practice = await make.practice();
  own = practice.organisation.code;
  await make.home({ columns: { uprn } });
});
afterAll(() => taking?.database.drop());

const take = (content: string) =>
  taking.take(fhir, content, { organisation: practice.organisation.id, allowLargeChange: true });
const registered = async ({ nhsNumber }: { nhsNumber: string }) =>
  (
    await taking.rows<{ said: string }>(
      `select concat_ws(' ', r.family_name, r.given_name, r.sex, p.ods_code, g.from_on, g.to_on) as said from gp_registration g
       join practice p on p.id = g.practice_id join resident r on r.id = g.resident_id
       where r.nhs_number = $1 and g.valid_until is null order by g.from_on`,
      nhsNumber,
    )
  ).map(({ said }) => said);

describe("a practice's registrations in FHIR", () => {
  it('make known who lives in a care home by the premises, and pass over everybody else', async () => {
    const [resident, neighbour, unread] = [somebody(), somebody(), somebody()];
    const file = bundle(
      episode(resident, own),
      episode(neighbour, own),
      patient(neighbour, { address: [livesAt('1')] }),
      patient(resident, { address: [livesAt(uprn)] }),
      // Of somebody who is none of the hub's business nothing is told either.
      episode(unread, own),
      patient(unread, { gender: undefined }),
    );
    const taken = await take(file);
    expect(taken).toMatchObject({ state: 'DONE', read: 3, passed: 2, rejected: 0, added: 1, lines: [] });
    expect(await registered(resident)).toEqual([`EXAMPLE EDITH FEMALE ${practice.code} 2026-02-01`]);
    expect(await registered(neighbour)).toEqual([]);
    expect(await taking.rows('select 1 from hub.import_row')).toEqual([]);
  });

  it('end on the day after the last, and follow whom the hub knows', async () => {
    const known = await make.resident();
    const current = episode(known, own);
    expect(await take(exported(patient(known), current))).toMatchObject({ added: 1, lines: [] });
    const left = episode(known, own, {
      status: 'finished',
      period: { start: '2026-02-01', end: '2026-02-28' },
    });
    expect(await take(exported(left, patient(known)))).toMatchObject({ ended: 1, lines: [] });
    expect(await registered(known)).toEqual([expect.stringMatching(/2026-02-01 2026-03-01$/)]);
    expect((await take(bundle(patient(known, { birthDate: '1938-03-05' }), current))).lines).toEqual([
      '2 NOT_POSSIBLE',
    ]);
    const other = await make.practice();
    expect((await take(bundle(patient(known), episode(known, other.organisation.code)))).lines).toEqual([
      '2 EpisodeOfCare.managingOrganization OTHER_ORGANISATION',
    ]);
  });
});
