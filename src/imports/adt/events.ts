import { fileFormats } from '../../shared/file-formats.ts';
import { isNhsNumber } from '../../shared/nhs-number.ts';
import type { Fact, Format, Line } from '../engine/format.ts';
import { type Cells, lineOf, type Meaning, matching, oneOf, text } from '../input/cells.ts';
import { columnKey } from '../input/shapes.ts';
import { mergeEvents, withoutStrangers } from './merge.ts';
import { Message } from './message.ts';
import { messagesOf } from './messages.ts';
import { dayOf, moment, momentBy } from './moments.ts';
import { familyNameOf, mergedNumber, patientOf } from './patient.ts';
import { closing } from './patients.ts';

/** Events of which a visit's course is reckoned; the others change nothing that the hub keeps. */
const reckoned = new Set(['A01', 'A03', 'A04', 'A08', 'A11', 'A13']);
const taken = new Map(
  [...reckoned, 'A02', 'A12', 'A28', 'A31', 'A40'].map((event) => [event.toLowerCase(), event] as const),
);
/** They are about a person, and no visit. */
const ofPersons = new Set(['A28', 'A31', 'A40']);
const versions = oneOf(new Map(['2.3', '2.3.1', '2.4', '2.5', '2.5.1'].map((version) => [version, version] as const)));
/** Nothing that somebody tries out or learns with. */
const production = oneOf(new Map([['p', 'P']]));
/** HL7 table 0004: inpatients and emergencies. Of outpatients and others the hub keeps nothing. */
const classes = oneOf(
  new Map(['E', 'I', 'B', 'C', 'N', 'O', 'P', 'R', 'U'].map((code) => [code.toLowerCase(), code] as const)),
);
const method = matching(/^[1-8][0-9A-D]$/);

/** What came of an attendance, by the NHS's codes of attendance disposal. */
const outcomes = oneOf(
  new Map([
    ['01', 'ADMITTED'],
    ...['02', '03', '04', '05', '06', '11'].map((code) => [code, 'DISCHARGED_BACK'] as const),
    ['07', 'TRANSFERRED'],
    ['10', 'DIED'],
    ['12', 'LEFT'],
    ['13', 'LEFT'],
  ]),
);

/** The fields that are read with their first component, as every trust fills them. */
const plain = [
  ...['MSH-3', 'MSH-4', 'MSH-7', 'MSH-10', 'MSH-11', 'MSH-12', 'EVN-2', 'EVN-6'],
  ...['PID-7', 'PV1-2', 'PV1-4', 'PV1-36', 'PV1-37', 'PV1-44', 'PV1-45'],
];

/** A trust's messages of who was admitted, moved and discharged (HL7 v2 ADT), many in a file or one. */
export const adt: Format = {
  name: 'adt',
  description: "a hospital trust's HL7 v2 ADT messages, versions 2.3 to 2.5.1",
  ...fileFormats.adt,
  async *read(content, { encoding }) {
    for await (const found of messagesOf(content)) {
      const { line, broken } = found;
      if (broken) yield { line, facts: [], rejects: [{ column: null, code: broken }] };
      else if ('segments' in found) {
        const message = Message.read(found.segments, encoding);
        const read =
          message instanceof Message ? lineOfMessage(line, message) : { line, facts: [], rejects: [message] };
        if (read) yield read;
      }
    }
  },
  slices: { lines: 250, before: withoutStrangers },
  merge: mergeEvents,
};

/** Null of a message that is none of ours. */
function lineOfMessage(line: number, message: Message): Line | null {
  const cells = new Map<string, string>();
  for (const field of plain) {
    const cell = message.text(field);
    if (cell !== undefined) cells.set(columnKey(field), cell);
  }
  const given = (column: string, cell: string | undefined) => cell && cells.set(columnKey(column), cell);
  given('MSH-9', message.text('MSH-9', 2)?.toUpperCase());
  given('PID-5', familyNameOf(message));
  // Two hospitals of one trust may count from one alike.
  given('PV1-19', [message.text('PV1-19'), message.text('PV1-19', 4)].filter(Boolean).join('^'));
  // No character that a name or a number can have, and one of them no database takes.
  const odd = [...cells].find(([, cell]) => /[\p{Cc}\uFFFD]/u.test(cell));
  if (odd) return { line, facts: [], rejects: [{ column: odd[0].toUpperCase(), code: 'NOT_HL7' }] };
  const read = lineOf({ line, cells }, (found) => factsOf(message, found));
  // Of whoever cannot be read nothing waits: no message says that another is missing.
  return read?.rejects.length ? { ...read, facts: [] } : read;
}

function factsOf(message: Message, cells: Cells): Fact[] | null {
  const event = cells.needed('MSH-9', (cell) => {
    const value = message.text('MSH-9') === 'ADT' ? taken.get(cell.toLowerCase()) : undefined;
    return value ? { value } : { code: 'NOT_TAKEN' };
  });
  if (cells.rejects.length) return [];
  cells.needed('MSH-11', production);
  cells.needed('MSH-12', versions);
  const visits = !ofPersons.has(event as string);
  const closes = closing.includes(event as string);
  const patientClass = !visits ? null : closes ? cells.given('PV1-2', classes) : cells.needed('PV1-2', classes);
  const ours = patientClass !== null && 'EI'.includes(patientClass);
  if (patientClass && !ours && !closes) return cells.rejects.length ? [] : null;
  const patient = patientOf(message);
  if ('code' in patient) cells.refuse(patient.column, patient.code);
  if ('number' in patient) cells.about = patient.number;
  const person = ['number' in patient ? patient.number : null, ...nameOf(cells, closes)];
  const control = cells.needed('MSH-10', text(199));
  const at = momentBy(cells.raw('MSH-7'));
  const written = cells.needed('MSH-7', moment);
  const said = cells.given('EVN-2', at) ?? written;
  const visit = visits ? cells.needed('PV1-19', text(100)) : null;
  const kind = ours ? patientClass : null;
  const course = visits ? courseOf(cells, event as string, { kind, said, at }) : [];
  const name = reckoned.has(event as string) ? event : null;
  const merged = event === 'A40' && 'number' in patient ? mergedNumber(message, patient.number) : null;
  if (merged && !isNhsNumber(merged)) cells.refuse('MRG-1', 'NOT_AN_NHS_NUMBER');
  const source = ['MSH-3', 'MSH-4'].map((field) => cells.given(field, text(100)) ?? '').join('^');
  return [
    {
      kind: 'message',
      cells: [...person, source, control, name, kind, visit, said, written, ...padded(course), merged],
    },
  ];
}

const padded = (course: readonly (string | null)[]) => Array.from({ length: 5 }, (_, place) => course[place] ?? null);

/** Birthday and family name. What ends a visit is known by number and visit also where they are missing or wrong. */
function nameOf(cells: Cells, closes: boolean): (string | null)[] {
  if (!closes) return [cells.needed('PID-7', dayOf), cells.needed('PID-5', text(200))];
  return (['PID-7', 'PID-5'] as const).map((field) => {
    const meant = (field === 'PID-7' ? dayOf : text(200))(cells.raw(field) ?? '');
    return 'value' in meant ? meant.value : null;
  });
}

interface Told {
  /** The class, of those of which the hub keeps something. */
  kind: string | null;
  /** When the trust recorded it. */
  said: string | null;
  at(cell: string): Meaning;
}

/** When the visit began and ended, by which method, its destination and what came of it, as far as such an event says it. */
function courseOf(cells: Cells, event: string, { kind, said, at }: Told): (string | null)[] {
  const begins = event === 'A01' || event === 'A04';
  // An attendance is registered, a stay is admitted: neither is made of the other's event.
  if (kind && begins && event !== (kind === 'E' ? 'A04' : 'A01')) cells.refuse('PV1-2', 'NOT_A_VALUE');
  const occurred = cells.given('EVN-6', at) ?? said;
  const [admitted, left] = [cells.given('PV1-44', at), cells.given('PV1-45', at)];
  const updates = event === 'A08';
  const began = begins ? (admitted ?? occurred) : updates ? admitted : null;
  const ended = event === 'A03' ? (left ?? occurred) : updates ? left : null;
  const stays = kind === 'I';
  const by = stays && begins ? cells.needed('PV1-4', method) : stays && updates ? cells.given('PV1-4', method) : null;
  if (ended === null) return [began, ended, by];
  const coded = ['PV1-37', 'PV1-36'].map((field) => cells.raw(field)).find((cell) => cell && /^\d\d$/.test(cell));
  const disposal = outcomes(cells.raw('PV1-36') ?? '');
  // Of which kind the visit is shows where it is known.
  return [began, ended, by, coded ?? null, event === 'A03' && 'value' in disposal ? disposal.value : null];
}
