import { describe, expect, it } from '@jest/globals';
import { type EndTurn, Turns } from '../../src/server/turns.ts';
import { Refusal } from '../../src/shared/refusals.ts';

const limits = {
  short: 10,
  shortAtOnce: 3,
  shortOfOrganisation: 2,
  longAtOnce: 2,
  longWaiting: 50,
  longWaitingOfOrganisation: 50,
};
const long = limits.short + 1;
const stays = new AbortController().signal;

const aGo = () => new Promise<void>((resolve) => setImmediate(resolve));
/** More than anybody is ever held up for. */
async function manyGoes(): Promise<void> {
  for (let n = 0; n < 500; n++) await aGo();
}

/** Those who ask, by name: who began, in what order, and how each ends. */
function askers(turns: Turns) {
  const began: string[] = [];
  const refused: string[] = [];
  const ends = new Map<string, EndTurn>();
  const ask = (name: string, signal: AbortSignal = stays, organisation = 'one') => {
    turns.take(long, organisation, signal)?.then(
      (end) => {
        began.push(name);
        ends.set(name, end);
      },
      (error: unknown) => refused.push(`${name} ${error instanceof Refusal ? error.code : error}`),
    );
  };
  return { began, refused, ask, end: (name: string) => ends.get(name)?.() };
}

describe('a turn', () => {
  it('is for long questions: a short one never waits, however many long ones do', async () => {
    const turns = new Turns(limits);
    const { ask } = askers(turns);
    for (let n = 0; n < 10; n++) ask(`${n}`);
    await manyGoes();
    expect(turns.take(limits.short, 'one', stays)).toBeUndefined();
  });

  it('comes in the order of asking, to so many at once, as others end', async () => {
    const { began, ask, end } = askers(new Turns(limits));
    for (const name of ['a', 'b', 'c', 'd', 'e']) ask(name);
    await manyGoes();
    expect(began).toEqual(['a', 'b']);
    end('b');
    await manyGoes();
    expect(began).toEqual(['a', 'b', 'c']);
    end('a');
    end('c');
    await manyGoes();
    expect(began).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('ends once, whatever ends it again', async () => {
    const { began, ask, end } = askers(new Turns(limits));
    for (const name of ['a', 'b', 'c', 'd']) ask(name);
    await manyGoes();
    end('a');
    end('a');
    await manyGoes();
    expect(began).toEqual(['a', 'b', 'c']);
  });

  it('is given to the next if whoever waited has left, and whoever has begun keeps it until the end', async () => {
    const { began, refused, ask, end } = askers(new Turns(limits));
    const [leaving, begun] = [new AbortController(), new AbortController()];
    ask('a', begun.signal);
    ask('b');
    ask('left', leaving.signal);
    ask('d');
    await manyGoes();
    leaving.abort();
    begun.abort();
    await manyGoes();
    expect([began, refused]).toEqual([['a', 'b'], ['left TIMED_OUT']]);
    end('b');
    await manyGoes();
    expect(began).toEqual(['a', 'b', 'd']);
  });

  it('is not for whoever had left before', async () => {
    const { began, refused, ask } = askers(new Turns(limits));
    ask('left', AbortSignal.abort());
    await manyGoes();
    expect([began, refused]).toEqual([[], ['left TIMED_OUT']]);
  });

  it('is refused at once where too many wait, and to be had again when fewer do', async () => {
    const { began, refused, ask, end } = askers(new Turns({ ...limits, longWaiting: 2 }));
    for (const name of ['a', 'b']) ask(name);
    await manyGoes();
    for (const name of ['c', 'd', 'e']) ask(name);
    await aGo();
    expect(refused).toEqual(['e OVERLOADED']);
    end('a');
    await manyGoes();
    ask('f');
    end('b');
    end('c');
    await manyGoes();
    expect([began, refused]).toEqual([['a', 'b', 'c', 'd', 'f'], ['e OVERLOADED']]);
  });

  it('is for one of each organisation after the other, however many one of them waits for', async () => {
    const { began, refused, ask, end } = askers(new Turns({ ...limits, longAtOnce: 1, longWaitingOfOrganisation: 3 }));
    for (const name of ['a1', 'a2', 'a3', 'a4']) ask(name, stays, 'a');
    for (const name of ['b1', 'b2']) ask(name, stays, 'b');
    ask('c1', stays, 'c');
    for (let n = 0; n < 7; n++) {
      await manyGoes();
      end(began.at(-1) ?? '');
    }
    expect([began, refused]).toEqual([['a1', 'b1', 'c1', 'a2', 'b2', 'a3'], ['a4 OVERLOADED']]);
  });

  it('comes to nobody while others are still coming in', async () => {
    const turns = new Turns(limits);
    const { began, ask } = askers(turns);
    ask('a');
    for (let n = 0; n < 50; n++) {
      turns.coming();
      await aGo();
    }
    expect(began).toEqual([]);
    await aGo();
    await aGo();
    expect(began).toEqual(['a']);
  });

  it('comes even if others never cease to come in', async () => {
    const turns = new Turns(limits);
    const { began, ask } = askers(turns);
    for (const name of ['a', 'b']) ask(name);
    for (let n = 0; n < 500; n++) {
      turns.coming();
      await aGo();
    }
    expect(began).toEqual(['a', 'b']);
  });

  it('is not for short questions, of which so many are under way at once, of all and of one organisation', () => {
    const turns = new Turns(limits);
    const refused = (organisation: string) => {
      try {
        turns.place(organisation);
        return false;
      } catch (error) {
        return (error as Refusal).code;
      }
    };
    const [first] = [turns.place('one'), turns.place('one')];
    expect(refused('one')).toBe('OVERLOADED');
    expect([turns.isFull, refused('other'), turns.isFull]).toEqual([false, false, true]);
    expect([refused('other'), refused('third')]).toEqual(['OVERLOADED', 'OVERLOADED']);
    first?.();
    expect([turns.isFull, refused('third'), turns.isFull]).toEqual([false, false, true]);
  });
});
