import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { objectionBits } from '../../../src/agreement/relationships.ts';
import { contractOf } from '../../../src/server/contract/contract.ts';
import { databaseOfOwn } from '../../support/database.ts';
import { agreementFile, startHub } from '../../support/hub.ts';
import { Oracle } from '../../support/oracle.ts';
import type { Written } from '../../support/oracle-text.ts';
import { type Change, widenedClause, widenedPurposes } from './agreement-changes.ts';
import { everyoneLooking, groundOf } from './matrix.ts';
import { widenedActs, widenedOpen } from './operation-changes.ts';
import { plantedResidents } from './residents.ts';
import { Tellings } from './telling.ts';
import { actProbe, type Bench, cellProbe, contractProbe, govern, type Probe, type Wider, widerBy } from './widening.ts';

import { write } from './write.ts';

const text = readFileSync(agreementFile, 'utf8');
const written = parse(text) as Written;
const oracle = new Oracle(text);

/** The suite of agreements that are one bit wider than the one that answers are held against: the matrix notices each. */
export function widenedAgreements({ every }: { every: boolean }): void {
  let bench: Bench;
  /** How many ways to widen the agreement were tried. */
  let tried = 0;
  let places = 0;
  /** Where one bit more shows nobody anything: a query of which the agency sees no answer, a clause that names everybody. */
  const wideAsCanBe: string[] = [];
  beforeAll(async () => {
    const database = await databaseOfOwn('empty');
    const contract = await contractOf(agreementFile);
    const planted = plantedResidents(contract.graph, oracle, Object.keys(objectionBits));
    const residents = planted.filter(
      ({ relationships, objections }) => relationships.length < 2 || objections.length === 1,
    );
    await write(database.owner, residents);
    const hub = await startHub({ database, contract });
    const ground = groundOf(oracle, text, database.key);
    const viewers = everyoneLooking(oracle);
    const tellings = new Tellings(ground, viewers, residents);
    bench = { hub, database, contract, ground, residents, viewers, tellings };
  });
  afterAll(async () => {
    await bench?.hub.close();
    await bench?.database.drop();
    console.log(`${tried} agreements, each wider by one bit. As wide as they can be: ${wideAsCanBe.join(', ')}`);
  });

  /** What was noticed must be silent under the agreement that is meant. */
  const probes: Probe[] = [];

  /** All that could be told, or the first, beginning elsewhere for each place so that different bits have their turn. */
  function widerAgreements<One extends Change>(
    changes: readonly One[],
    turn: number,
    probeFor: (other: Oracle, change: One) => Probe | undefined,
  ): Wider[] {
    const from = (turn * 7) % Math.max(changes.length, 1);
    const found: Wider[] = [];
    for (const change of [...changes.slice(from), ...changes.slice(0, from)]) {
      const wider = widerBy(bench, change, (other) => probeFor(other, change));
      if (wider) found.push(wider);
      if (wider && !every) break;
    }
    return found;
  }

  async function noticed(place: string, wider: readonly Wider[]): Promise<void> {
    const missed: string[] = [];
    for (const { change, agreement, probe } of wider) {
      await govern(bench, agreement);
      if ((await probe(agreement)).length === 0) missed.push(`${change.place}: ${change.what}`);
      probes.push(probe);
    }
    tried += wider.length;
    places++;
    if (wider.length === 0) wideAsCanBe.push(place);
    expect(missed).toEqual([]);
  }
  const limit = every ? 3_600_000 : 60_000;

  describe('an agreement one bit wider than the one that is meant', () => {
    for (const [turn, [subject, clauses]] of Object.entries(written.subjects).entries()) {
      for (const n of clauses.keys()) {
        it(
          `is noticed in ${subject}/${n + 1}: a relationship, a role, a form more, a record bit less`,
          async () => {
            const kinds = [...widenedClause(written, subject, n).values()];
            const wider = kinds.flatMap((changes) =>
              widerAgreements(changes, turn + n, (other, change) => cellProbe(bench, change, other)),
            );
            await noticed(`${subject}/${n + 1}`, wider);
          },
          limit,
        );
      }
    }

    for (const [turn, [place, kinds]] of [...byPlace(widenedPurposes(written))].entries()) {
      it(
        `is noticed in ${place}: a relationship more, an objection less, more than what names a role`,
        async () => {
          const wider = kinds.flatMap((changes) =>
            widerAgreements(changes, turn, (other, change) => cellProbe(bench, change, other)),
          );
          await noticed(place, wider);
        },
        limit,
      );
    }

    for (const [turn, [place, kinds]] of [...byPlace(widenedActs(written))].entries()) {
      it(
        `is noticed in ${place}: an agency, a role, a purpose, a relationship more`,
        async () => {
          const wider = kinds.flatMap((changes) =>
            widerAgreements(changes, turn, (other, change) => actProbe(bench, change, other)),
          );
          await noticed(place, wider);
        },
        limit,
      );
    }

    for (const { place, changes } of widenedOpen(written)) {
      it(
        `is noticed in ${place}: an agency more`,
        async () => {
          const wider = widerAgreements(changes, 0, (_, change) => contractProbe(bench, change));
          await noticed(place, wider);
        },
        limit,
      );
    }

    it('was looked for in most places of the agreement', () => {
      expect(wideAsCanBe.length).toBeLessThan(places / 4);
    });

    it(
      'is not noticed where there is none',
      async () => {
        await govern(bench, bench.contract.agreement);
        for (const probe of probes) expect(await probe(bench.contract.agreement)).toEqual([]);
      },
      limit,
    );
  });
}

/** The kinds of changes by the place of the agreement that they change. */
function byPlace(kinds: ReadonlyMap<string, Change[]>): Map<string, Change[][]> {
  const filled = [...kinds.values()].filter((changes) => changes.length > 0);
  return Map.groupBy(filled, ([change]) => change?.place ?? '');
}
