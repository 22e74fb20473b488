import type { Summary } from '../summary.ts';
import { localTime, longDay, numberWords } from '../words.ts';
import { ink, type Paper, type Part } from './paper.ts';
import { table } from './table.ts';

/** Whom the report is about, and what it covers. */
export interface Subject {
  name: string;
  nhsNumber: string;
  /** `YYYY-MM-DD` */
  dateOfBirth: string;
  /** `All that is kept`, or from when until when. */
  period: string;
  made: Date;
}

const preface = [
  'Care homes, GP practices, hospitals, councils and the NHS share records about people in care homes through one hub, under an information sharing agreement. Whenever somebody asks the hub about a person, it first notes who asked, for what purpose and what was shown. This report lists those notes, newest first. All times are local time in the United Kingdom (Europe/London).',
  'It says which organisation asked and in which role. It does not name members of staff, for whom their organisation answers, nor other people who stood in the same answer. Entries that the law keeps back for a time are not in it: this sentence stands in every report, whether or not there are any.',
  'If something here should not have happened, ask the organisation that is named: it can say who looked and why. If its answer does not satisfy you, you can complain to the Information Commissioner’s Office, ico.org.uk.',
];

export function front(paper: Paper, { name, nhsNumber, dateOfBirth, period, made }: Subject, summary: Summary): void {
  const part = paper.begin('Sect');
  paper.put(part, 'H1', () =>
    paper.write({ text: 'Who looked at the record', font: 'strong', size: 24, color: ink.accent }),
  );
  paper.put(part, 'P', () =>
    paper.write({
      text: 'A report from the access record, for the person whom it is about',
      size: 12,
      color: ink.quiet,
    }),
  );
  paper.space(12);
  paper.line(paper.document.y, ink.accent, 1.2);
  paper.space(12);
  const { day, time, zone } = localTime(made);
  const facts: [string, string][] = [
    ['Name', name],
    ['Date of birth', longDay(dateOfBirth)],
    ['NHS number', nhsNumber.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3')],
    ['Covers', period],
    ['Made on', `${day} at ${time.slice(0, 5)} ${zone}`],
  ];
  for (const [label, value] of facts) {
    paper.put(part, 'P', () => {
      const { y } = paper.document;
      paper.at({ text: label, color: ink.quiet, width: 96 }, y);
      paper.at({ text: value, indent: 100 }, y);
    });
    paper.space(2);
  }
  paper.space(12);
  for (const text of preface) {
    paper.put(part, 'P', () => paper.write({ text }));
    paper.space(6);
  }
  paper.space(10);
  inShort(paper, part, summary);
  part.end();
}

function inShort(paper: Paper, part: Part, summary: Summary): void {
  heading(paper, part, 'In short');
  paper.put(part, 'P', () => paper.write({ text: shortly(summary) }));
  paper.space(10);
  if (summary.askings.length) table(paper, part, summary.askings);
}

/** A heading stays with what comes below it, for which it leaves room. */
export function heading(paper: Paper, part: Part, text: string, room = 60): void {
  paper.room(room);
  paper.put(part, 'H2', () => paper.write({ text, font: 'strong', size: 15, color: ink.accent }));
  paper.space(4);
}

function shortly({ times, organisations, newest, oldest, emergencies }: Summary): string {
  if (!newest || !oldest) return 'There is no entry in this time.';
  const [first, last] = [localTime(oldest), localTime(newest)];
  const when = first.date === last.date ? `on ${first.day}` : `between ${first.day} and ${last.day}`;
  const by = organisations ? ` by ${many(organisations, 'organisation')}` : '';
  const doors = emergencies
    ? ` ${emergencies === times ? 'Each' : numberWords(emergencies)} of them concerned an emergency, in which an organisation opened the record with a reason; it can be asked for the reason.`
    : ' None of them concerned an emergency.';
  return `${many(times, 'entry', 'entries')}${by}, ${when}.${doors}`;
}

const many = (count: number, one: string, more = `${one}s`): string =>
  `${numberWords(count)} ${count === 1 ? one : more}`;
