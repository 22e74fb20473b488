import type { Write } from '../../access/writing/writer.ts';
import { grantsOf, kindsOf } from '../../agreement/compile.ts';
import type { Agreement } from '../../agreement/model.ts';
import { isNhsNumber } from '../../shared/nhs-number.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const ordinal = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
/** Full dates, with day, month and year, however they are written: a birthday, or a day that tells whose it was. */
const fullDates = [
  /\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b/,
  /\b\d{4}[./-]\d{1,2}[./-]\d{1,2}\b/,
  new RegExp(String.raw`\b${ordinal}(?: of)? (?:${months})\.?,? (?:\d{4}|'?\d{2})\b`, 'i'),
  new RegExp(String.raw`\b(?:${months})\.? ${ordinal},? \d{4}\b`, 'i'),
];

/** What a text may hold of dates: of something that happened none; else those of long ago, which are birthdays, are left out. */
export type Dates = 'none' | 'no birthdays';
/** Residents are adults, and plans reach so many years ahead. */
const [youngest, furthest] = [18, 5];

/** Whether a text holds an NHS number, or a date that it may not hold. */
export function holdsNumberOrDate(text: string, dates: Dates = 'none', thisYear = new Date().getFullYear()): boolean {
  const numbers = text.match(/(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/g) ?? [];
  if (numbers.some((one) => isNhsNumber(one.replace(/[ -]/g, '')))) return true;
  const found = fullDates.flatMap((date) => text.match(new RegExp(date, `${date.flags}g`)) ?? []);
  return found.some((date) => dates === 'none' || yearIn(date, thisYear) <= thisYear - youngest);
}

/** Two digits are of this century until the furthest year of plans. */
function yearIn(date: string, thisYear: number): number {
  const [whole] = /\d{4}/.exec(date) ?? [];
  if (whole) return Number(whole);
  const short = Number(/\d{2}$/.exec(date)?.[0]);
  return 2000 + short > thisYear + furthest ? 1900 + short : 2000 + short;
}

/** The problems of texts that everybody reads, which tell of nobody who somebody is. */
export async function identifyingProblems<Field extends string>(
  write: Write,
  agreement: Agreement,
  input: { readonly [name in Field]?: string | null },
  fields: readonly Field[],
  dates: Dates,
): Promise<Problem[]> {
  const texts = Object.fromEntries(fields.map((field) => [field, input[field] ?? '']));
  const names = await fieldsThatName(write, agreement, texts);
  const telling = fields.filter((field) => names.includes(field) || holdsNumberOrDate(texts[field] ?? '', dates));
  return telling.map((field) => problem('IDENTIFYING', field));
}

/** Words of a text that begin with a capital letter, as names do, in small letters. */
const namelike = (text: string): string[] =>
  [...new Set(text.match(/(?<!\p{L})\p{Lu}\p{L}{2,}/gu) ?? [])].map((word) => word.toLowerCase());

/**
 * The texts, by their fields, in which a word is the name of a resident whose name the author sees in clear, for this role
 * and purpose: one statement, and no wider a look than the author has anyway.
 */
async function fieldsThatName(
  { query, viewer }: Write,
  agreement: Agreement,
  texts: Readonly<Record<string, string>>,
): Promise<string[]> {
  const { agency, role, purpose, organisation } = viewer;
  const seesName = (field: string) =>
    grantsOf(agreement, 'Resident', field, agency, role, purpose)
      .filter(({ form, also }) => form === 'clear' && also === 0)
      .reduce((bits, { anyOf }) => bits | anyOf, 0);
  const bits = seesName('givenName') & seesName('familyName') & kindsOf(agreement, purpose, agency, role);
  const said = Object.entries(texts).flatMap(([field, text]) => namelike(text).map((word) => [field, word] as const));
  if (bits === 0 || said.length === 0) return [];
  const named = await query<{ field: string }>(
    `select distinct said.field
     from hub.relationship related
     join public.resident on resident.id = related.resident_id and resident.valid_until is null
     cross join lateral regexp_split_to_table(lower(resident.given_name || ' ' || resident.family_name), '[^[:alpha:]]+') part
     join unnest($3::text[], $4::text[]) as said (field, word) on said.word = part
     where related.organisation_id = $1 and related.bit & $2 <> 0
       and related.since <= now() and (related.until is null or related.until > now())
       and (related.objections & coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int = 0
         or related.bit & coalesce(nullif(current_setting('hub.never_ends', true), ''), '0')::int <> 0)`,
    [organisation.id, bits, said.map(([field]) => field), said.map(([, word]) => word)],
  );
  return named.map(({ field }) => field);
}
