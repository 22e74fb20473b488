import { type RecordKeys, signedShort } from './keys.ts';

/** A line and its signature, to which the next line is chained. */
export interface Signed {
  readonly text: string;
  readonly signature: string;
}

interface Common {
  /** What was signed, and with what the line says it was. */
  readonly said: string;
  readonly signature: string;
  readonly batch: number;
  readonly at: Date;
}

/** The first line: seals after this batch are anchored below. */
export type Header = Common & { readonly kind: 'begun'; readonly keyId: string };
/** The seal of this batch was made, and this was its digest. */
export type Anchor = Common & { readonly kind: 'seal'; readonly mac: string };
/** Somebody knows of what is missing or different up to this batch, and says why that is so. */
export type Accepted = Common & { readonly kind: 'accepted'; readonly by: string; readonly because: string };
export type Line = Header | Anchor | Accepted;

const shape = /^(begun|seal|accepted) (\d{1,15}) (\S+) (\S+) ([0-9a-f]{32})$/;

export const headerLine = (keys: RecordKeys, batch: number, at: Date): Signed =>
  sign(keys, '', `begun ${batch} ${at.toISOString()} ${keys.id}`);

export const anchorLine = (keys: RecordKeys, before: string, batch: number, mac: Buffer, takenAt: number): Signed =>
  sign(keys, before, `seal ${batch} ${new Date(takenAt).toISOString()} ${mac.toString('hex')}`);

export function acceptedLine(
  keys: RecordKeys,
  before: string,
  { batch, at, by, because }: Pick<Accepted, 'batch' | 'at' | 'by' | 'because'>,
): Signed {
  const words = Buffer.from(JSON.stringify({ by, because })).toString('base64url');
  return sign(keys, before, `accepted ${batch} ${at.toISOString()} ${words}`);
}

function sign(keys: RecordKeys, before: string, said: string): Signed {
  const signature = signatureOf(keys, before, said);
  return { text: `${said} ${signature}`, signature };
}

const signatureOf = (keys: RecordKeys, before: string, said: string): string =>
  signedShort(keys.anchor, `${before}\n${said}`).toString('hex');

/** Whether the line stands as it was written, after the line that stood before it. */
export const isGenuineLine = (keys: RecordKeys, before: string, { said, signature }: Line): boolean =>
  signatureOf(keys, before, said) === signature;

/** What a line says; undefined where it is none. */
export function lineOf(text: string): Line | undefined {
  const [, kind, number, time = '', words = '', signature = ''] = shape.exec(text) ?? [];
  const at = new Date(time);
  if (!kind || Number.isNaN(at.getTime())) return undefined;
  const common = { said: text.slice(0, -33), signature, batch: Number(number), at };
  if (kind === 'begun') return { ...common, kind, keyId: words };
  if (kind === 'seal') return { ...common, kind, mac: words };
  try {
    const { by, because } = JSON.parse(Buffer.from(words, 'base64url').toString());
    return { ...common, kind: 'accepted', by: String(by), because: String(because) };
  } catch {
    return undefined;
  }
}
