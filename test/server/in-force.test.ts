import { expect, it } from '@jest/globals';
import { InForce, type Made } from '../../src/server/in-force.ts';
import { underAgreement } from '../../src/server/once-more.ts';

/** A database of which the version in force can be set, and a hub that follows it. */
function following() {
  const stopped: string[] = [];
  const looks: string[] = [];
  const made = (name: string) => ({ name, stop: async () => void stopped.push(name) });
  const database = { hash: 'old', slow: Promise.resolve(), failing: undefined as string | undefined };
  const inForce = new InForce<Made & { name: string }>({
    hash: 'old',
    served: made('old'),
    async look(known) {
      const { hash } = database;
      looks.push(hash);
      await database.slow;
      return { hash, text: hash === known ? null : hash };
    },
    async make(text) {
      if (text === database.failing) throw new Error('no such field');
      return made(text);
    },
  });
  const name = async () => {
    const { served, release } = await inForce.hold();
    release();
    return served.name;
  };
  return { inForce, database, stopped, looks, name };
}

const never = () => false;

it('answers once more, from the beginning, what was answered under an agreement that was replaced', async () => {
  const { inForce, database } = following();
  const attempts: string[] = [];
  const answer = await underAgreement(
    inForce,
    async ({ name }) => {
      attempts.push(name);
      database.hash = 'new';
      return `under the ${name} one`;
    },
    never,
  );
  expect([attempts, answer]).toEqual([['old', 'new'], 'under the new one']);
});

it('refuses once more what was refused under an agreement that was replaced, and once only', async () => {
  const { inForce, database } = following();
  let attempts = 0;
  const asked = underAgreement(
    inForce,
    async ({ name }) => {
      attempts += 1;
      database.hash = `${attempts}`;
      throw new Error(`refused under ${name}`);
    },
    never,
  );
  await expect(asked).rejects.toThrow('refused under 1');
  expect(attempts).toBe(2);
});

it('does not look at the database for an answer that stands', async () => {
  const { inForce, looks } = following();
  expect(
    await underAgreement(
      inForce,
      async ({ name }) => name,
      () => true,
    ),
  ).toBe('old');
  expect(looks).toEqual([]);
});

it('stops a version that was replaced when the last request under it is over, and not before', async () => {
  const { inForce, database, stopped, name } = following();
  const [one, other] = [await inForce.hold(), await inForce.hold()];
  database.hash = 'new';
  await inForce.refresh();
  expect([await name(), stopped]).toEqual(['new', []]);
  one.release();
  expect(stopped).toEqual([]);
  other.release();
  expect(stopped).toEqual(['old']);
  database.hash = 'newer';
  await inForce.refresh();
  expect(stopped).toEqual(['old', 'new']);
  await inForce.close();
  expect(stopped).toEqual(['old', 'new', 'newer']);
});

it('lets many questions share a look, but none a look that began before it was put', async () => {
  const { inForce, database, looks } = following();
  let go = () => {};
  database.slow = new Promise((resolve) => (go = resolve));
  const early = inForce.refresh();
  database.hash = 'new';
  const { served, release } = await inForce.hold();
  release();
  const late = Array.from({ length: 50 }, () => inForce.isReplaced(served));
  go();
  await early;
  expect(await Promise.all(late)).toEqual(Array(50).fill(true));
  expect(looks).toEqual(['old', 'new']);
});

it('follows nothing while it cannot follow what is in force, and the next version at once', async () => {
  const { inForce, database, stopped, name } = following();
  database.hash = 'odd';
  database.failing = 'odd';
  await inForce.refresh();
  await expect(name()).rejects.toMatchObject({ code: 'AGREEMENT_UNREADABLE', status: 503 });
  expect(stopped).toEqual(['old']);
  database.hash = 'next';
  expect(await name()).toBe('next');
});

it('keeps what it follows while the database cannot be asked', async () => {
  const { inForce, database, name } = following();
  database.slow = Promise.reject(new Error('gone'));
  await expect(inForce.refresh()).rejects.toThrow('gone');
  expect(await name()).toBe('old');
  database.slow = Promise.resolve();
  await expect(inForce.refresh()).resolves.toBeUndefined();
});
