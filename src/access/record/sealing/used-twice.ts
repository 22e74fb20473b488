import type { ClientBase } from 'pg';
import { streamed } from '../streamed.ts';
import { compare, type Position } from './entries.ts';
import { sealedNumbers } from './entry-check.ts';
import { type Findings, moment } from './findings.ts';

/**
 * The database lets a number be used again at another time. Whichever of the two its seal does not mean was inserted;
 * where two seals mean them both, the later one.
 */
export async function findUsedTwice(client: ClientBase, findings: Findings, newest: number): Promise<void> {
  const numbers = streamed(
    client,
    'used_twice',
    `select distinct number::text from (
       select number, lag(number) over (order by number) as before from hub.access_entry
     ) numbered where number = before`,
    500,
    ([number]: [string]) => BigInt(number),
  );
  let some: bigint[] = [];
  for await (const number of numbers) {
    some.push(number);
    if (some.length < 500) continue;
    await tell(some);
    some = [];
  }
  await tell(some);

  async function tell(twice: readonly bigint[]): Promise<void> {
    if (twice.length === 0) return;
    const sealed = await sealedNumbers(client, twice);
    const { rows } = await client.query<{ number: string; writtenBy: string; at: string }>(
      `select number::text, written_by::text as "writtenBy", (extract(epoch from at) * 1000)::bigint::text as at
       from hub.access_entry where number = any ($1::bigint[]) order by number, written_by, at`,
      [twice.map(String)],
    );
    const genuine = new Set<bigint>();
    for (const row of rows) {
      const [number, at] = [BigInt(row.number), Number(row.at)];
      const position: Position = { number, writtenBy: BigInt(row.writtenBy) };
      const meant = sealed.get(number)?.[0];
      const isMeant = meant ? compare(meant, position) === 0 && meant.at === at : true;
      if (isMeant && !genuine.has(number)) {
        genuine.add(number);
        continue;
      }
      const what = `Entry ${number} of ${moment(at)} was inserted: another one has that number.`;
      const batch = sealed.get(number)?.find((one) => compare(one, position) === 0)?.batch ?? newest;
      findings.add({ code: 'ENTRY_INSERTED', batch, number: row.number, at: moment(at), what });
    }
  }
}
