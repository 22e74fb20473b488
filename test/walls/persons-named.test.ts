import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type GraphQLInputObjectType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { madeUpNhsNumbers } from '../../src/shared/nhs-number.ts';
import { asking } from '../register/register.ts';
import { type Setting, setting } from '../subjects/safeguarding/setting.ts';
import type { MadePlace } from '../support/factories.ts';
import type { Asking } from '../support/hub.ts';
import { oddValuesFor } from './support/odd-values.ts';

const usual: Record<string, unknown> = {
  Date: '2026-11-01',
  DateTime: '2026-11-01T08:30:00Z',
  String: 'In the morning.',
  Int: 4,
  Float: 812.5,
};

let s: Setting;
/** By the type of their inputs: the mutations that name a person by what whoever stands before that person knows. */
let inputs: { mutation: string; input: GraphQLInputObjectType }[];
let people: { known: string; unknown: string };

beforeAll(async () => {
  s = await setting();
  inputs = Object.values(s.hub.contract.graph.getMutationType()?.getFields() ?? {}).flatMap(({ name, args }) => {
    const input = getNamedType(args[0]?.type);
    const named = isInputObjectType(input) && 'nhsNumber' in input.getFields();
    return named ? [{ mutation: name, input }] : [];
  });
  const numbers = madeUpNhsNumbers(900_000);
  people = { known: (await s.someone()).nhsNumber, unknown: numbers.next().value as string };
});
afterAll(() => s?.end());

/** A user who has said nothing of anybody yet: whoever says much is stopped. */
let users = 0;
function someUser(mutation: string, home: MadePlace | undefined): Promise<Asking> {
  if (mutation === 'claimFunding') return s.hub.as(s.otherCouncil.code, 'finance', 'FUNDING', `user-${++users}`);
  const by = home?.organisation ?? (mutation === 'claimRegistration' ? s.otherPractice.organisation : s.trust);
  return s.hub.as(by.code, home ? 'manager' : 'clinician', 'DIRECT_CARE', `user-${++users}`);
}

/** A home that has said nothing either: it sees whom it has admitted. */
const homeFor = (input: GraphQLInputObjectType) => ('home' in input.getFields() ? s.make.home() : undefined);

async function answer(
  mutation: string,
  input: GraphQLInputObjectType,
  { nhsNumber, home, more }: { nhsNumber: string; home: MadePlace | undefined; more: object },
) {
  const common = {
    ...{ idempotencyKey: `persons-${++users}`, nhsNumber, council: s.council.code, admissionMethod: '21' },
    ...(home && { home: home.code, to: '2027-01-01' }),
  };
  const asked = Object.values(input.getFields()).map(({ name, type }) => {
    const named = getNamedType(type);
    const one = isEnumType(named) ? named.getValues()[0]?.name : usual[named.name];
    return [name, isEnumType(named) && isListType(getNullableType(type)) ? [one] : one];
  });
  const person = { dateOfBirth: '1938-03-04', familyName: 'O’BRIEN SMITH' };
  const wanted = Object.fromEntries([...asked, ...Object.entries({ ...common, ...person })]);
  const known = Object.entries(wanted).filter(([name]) => name in input.getFields());
  const document = `mutation ($input: ${input.name}!) { ${mutation}(input: $input) { outcome problems { path code } } }`;
  const { text, errors } = await (await someUser(mutation, home)).ask(document, {
    input: { ...Object.fromEntries(known), ...more },
  });
  return { text: text.replace(/"requestId":"[^"]*"/g, ''), code: errors?.[0]?.extensions.code };
}

describe('whoever names a person in a mutation', () => {
  it('can do so in seven ways, and in no other without this being asked of it', () => {
    expect(inputs.map(({ mutation }) => mutation).sort()).toEqual([
      ...['admitResident', 'breakGlass', 'claimAttendance', 'claimFunding', 'claimRegistration', 'claimStay'],
      ...['reportSafeguardingConcern'],
    ]);
  });

  it('is answered the same whether or not the hub knows the person, whatever is written besides, and never by a fault', async () => {
    const cases = inputs.flatMap(({ mutation, input }) =>
      Object.values(input.getFields())
        .filter(({ name }) => name !== 'idempotencyKey' && name !== 'nhsNumber')
        .flatMap(({ name, type }) => oddValuesFor(type).map((value) => ({ mutation, input, more: { [name]: value } }))),
    );
    expect(cases.length).toBeGreaterThan(150);
    const wrong: string[] = [];
    const ask = async ({ mutation, input, more }: (typeof cases)[number]) => {
      const home = await homeFor(input);
      const known = await answer(mutation, input, { nhsNumber: people.known, home, more });
      const unknown = await answer(mutation, input, { nhsNumber: people.unknown, home, more });
      if (known.text !== unknown.text || known.code === 'INTERNAL' || unknown.code === 'INTERNAL')
        wrong.push(`${mutation} ${JSON.stringify(more).slice(0, 80)}: ${known.code} and ${unknown.code}`);
    };
    const left = [...cases];
    const inTurn = async () => {
      for (let next = left.pop(); next; next = left.pop()) await ask(next);
    };
    await Promise.all(Array.from({ length: 24 }, inTurn));
    expect(wrong).toEqual([]);
  });

  it('cannot report in the database either what fails for one person and not for another', async () => {
    const said = `'{"kinds": ["PHYSICAL"], "narrative": "x", "ongoingSince": "0000-01-01"}'`;
    for (const number of [people.known, people.unknown]) {
      const report = `select hub.report_concern('u', 'clinician', '${number}', '1938-03-04', 'O’Brien-Smith', ${said}, '${s.council.id}')`;
      const reported = asking(s.database.pools.write, { agency: 'trust', organisation: s.trust }, report);
      await expect(reported).rejects.toThrow('out of range');
    }
  });

  it('keeps nobody from coming to the hub by what he wrote', async () => {
    const person = { nhsNumber: people.unknown, familyName: 'O’Brien-Smith', bornOn: '1938-03-04' };
    const resident = await s.make.resident({ ...person, home: s.home });
    expect(await s.holds(s.council, resident)).toEqual(['council.safeguarding']);
  });
});
