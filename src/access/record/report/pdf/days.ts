import type { Look } from '../look.ts';
import { agencyWords, deedWords, localTime, numberWords, shownWords, spaced, whoWords } from '../words.ts';
import { ink, type Paper, type Part, type Text } from './paper.ts';

/** Looks of one day by the same organisation that say the same, told as one. */
interface Told {
  look: Look;
  /** Newest first. */
  times: string[];
}

const indent = 78;
const mostTimes = 12;

/** What each entry says, day by day, newest first. */
export async function days(paper: Paper, looks: AsyncIterable<Look>, { users }: { users: boolean }): Promise<void> {
  let day = '';
  let zones = new Set<string>();
  let told = new Map<string, Told>();
  const flush = async () => {
    if (told.size) await tell(paper, `${day} (${[...zones].join(', ')})`, [...told.values()], users);
  };
  for await (const look of looks) {
    const local = localTime(look.at);
    if (local.day !== day) {
      await flush();
      day = local.day;
      told = new Map();
      zones = new Set();
    }
    zones.add(local.zone);
    const key = JSON.stringify(linesOf(look, users).map(({ text }) => text));
    const one = told.get(key) ?? { look, times: [] };
    told.set(key, one);
    one.times.push(local.time.slice(0, 5));
  }
  await flush();
}

async function tell(paper: Paper, day: string, all: readonly Told[], users: boolean): Promise<void> {
  const part = paper.begin('Sect');
  const first = heightOf(paper, blockOf(all[0] as Told, users));
  paper.room(first + 44);
  paper.space(8);
  paper.put(part, 'H3', () => paper.write({ text: day, font: 'strong', size: 11.5, color: ink.accent }));
  paper.line(paper.document.y + 2);
  paper.space(8);
  for (const one of all) {
    block(paper, part, blockOf(one, users));
    await paper.taken();
  }
  part.end();
}

interface Block {
  times: Text;
  lines: Text[];
}

function blockOf({ look, times }: Told, users: boolean): Block {
  const lines = linesOf(look, users);
  const distinct = [...new Set(times)];
  if (times.length === 1) return { times: { text: times[0] as string, font: 'strong', width: indent - 12 }, lines };
  const which =
    distinct.length > mostTimes ? `from ${distinct.at(-1)} to ${distinct[0]}` : [...distinct].reverse().join(', ');
  const often: Text = {
    text: `${numberWords(times.length)} times${distinct.length > 1 ? `: ${which}` : ''}.`,
    ...{ size: 9.5, indent },
  };
  const label = distinct.length === 1 ? (distinct[0] as string) : `${distinct.at(-1)} – ${distinct[0]}`;
  return { times: { text: label, font: 'strong', width: indent - 4 }, lines: [...lines, often] };
}

function linesOf(look: Look, users: boolean): Text[] {
  const { agency, role, user, purpose, means } = look;
  const as = [role && spaced(role), agencyWords(agency)].filter(Boolean).join(', ');
  const head = agency ? `${whoWords(look)} – ${as}` : whoWords(look);
  const why = [purpose ? `For ${spaced(purpose)}.` : '', ...means].filter(Boolean).join(' ');
  const shown = shownWords(look.shown);
  return [
    { text: head, font: 'strong' as const },
    { text: `${deedWords(look)}.${users && user ? ` User: ${user}.` : ''} ${why}`.trim(), size: 9.5, color: ink.quiet },
    ...(shown ? [{ text: `Shown: ${shown}.`, size: 9.5 }] : []),
  ].map((text): Text => ({ ...text, indent }));
}

const heightOf = (paper: Paper, { lines }: Block): number =>
  lines.reduce((sum, line) => sum + paper.heightOf(line), 0) + 8;

/** Read as one paragraph, and kept on one page. */
function block(paper: Paper, part: Part, told: Block): void {
  paper.room(heightOf(paper, told));
  paper.put(part, 'P', () => {
    const { y } = paper.document;
    paper.at(told.times, y);
    paper.document.y = y;
    for (const line of told.lines) paper.write(line);
  });
  paper.space(8);
}
