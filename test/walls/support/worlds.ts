import { objectionBits } from '../../../src/agreement/relationships.ts';
import { type Contract, contractOf } from '../../../src/server/contract/contract.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Asking, agreementFile, type HubUnderTest, startHub } from '../../support/hub.ts';
import type { Oracle } from '../../support/oracle.ts';
import { Comparison, type Ground, type Looking } from './compare.ts';
import { groundOf } from './matrix.ts';
import { uuid } from './organisations.ts';
import { rowsOfEach } from './own-rows.ts';
import { type PlantedResident, plantedResidents } from './residents.ts';
import { otherWorld } from './two-worlds.ts';
import { write } from './write.ts';

/** How far apart the values of the two worlds begin. */
const apart = 20_011;

/** Two worlds as one viewer meets them. */
export interface Met {
  comparison: Comparison;
  askings: readonly [Asking, Asking];
  /** The residents of both. */
  both: readonly PlantedResident[];
  /** How many columns and rows differ, none of which the viewer may see. */
  different: number;
}

/** Two databases with a hub each. The other one is written anew for each viewer who sees something else. */
export class Worlds {
  readonly contract: Contract;
  readonly first: readonly PlantedResident[];
  readonly #again: readonly PlantedResident[];
  readonly #databases: readonly [TestDatabase, TestDatabase];
  readonly #hubs: readonly [HubUnderTest, HubUnderTest];
  readonly #ground: Ground;
  #written = '';

  private constructor(
    contract: Contract,
    planted: readonly [PlantedResident[], PlantedResident[]],
    databases: readonly [TestDatabase, TestDatabase],
    hubs: readonly [HubUnderTest, HubUnderTest],
    ground: Ground,
  ) {
    this.contract = contract;
    [this.first, this.#again] = planted;
    this.#databases = databases;
    this.#hubs = hubs;
    this.#ground = ground;
  }

  static async open(oracle: Oracle, text: string): Promise<Worlds> {
    const contract = await contractOf(agreementFile);
    const few = ({ relationships, objections }: PlantedResident) => relationships.length < 3 || objections.length === 1;
    const objections = Object.keys(objectionBits);
    const plant = (begin: number) => plantedResidents(contract.graph, oracle, objections, begin).filter(few);
    const [one, other] = await Promise.all([databaseOfOwn(), databaseOfOwn()]);
    const planted = [plant(0), plant(apart)] as const;
    await write(one.owner, planted[0], rowsOfEach(undefined, 0));
    await write(other.owner, []);
    const hubs = [await startHub({ database: one, contract }), await startHub({ database: other, contract })] as const;
    return new Worlds(contract, planted, [one, other], hubs, groundOf(oracle, text, one.key));
  }

  /** Makes the other world differ in everything that this viewer may not see, and in nothing else. */
  async meet(viewer: Looking): Promise<Met> {
    const comparison = new Comparison(this.#ground, viewer);
    const { residents, different } = otherWorld(comparison, this.first, this.#again);
    const besides = rowsOfEach(viewer.organisation, apart);
    const written = uuid(JSON.stringify([residents.map(rowsIn), [...besides]]));
    if (written !== this.#written) await write(this.#databases[1].owner, residents, besides);
    this.#written = written;
    const { organisation, role, purpose } = viewer;
    const [here, there] = this.#hubs;
    const askings = [
      await here.as(organisation.code, role, purpose),
      await there.as(organisation.code, role, purpose),
    ] as const;
    return { comparison, askings, both: [...this.first, ...residents], different };
  }

  async close(): Promise<void> {
    for (const hub of this.#hubs) await hub.close();
    for (const database of this.#databases) await database.drop();
  }
}

const rowsIn = ({ resident, records }: PlantedResident) => [
  resident.row,
  ...records.map(({ row, released }) => [row, released]),
];
