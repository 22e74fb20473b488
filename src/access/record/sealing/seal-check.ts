import { Ahead } from '../streamed.ts';
import type { Anchor } from './anchor-lines.ts';
import { anchorsIn, type Survey } from './anchors-read.ts';
import { type Findings, moment } from './findings.ts';
import type { RecordKeys } from './keys.ts';
import { isGenuine, type Seal } from './seal.ts';

/** By how much two readings of a clock may differ without a finding. */
export const tolerance = 5_000;
const aMinute = 60_000;
/** Beyond this it does not matter how many. */
const many = 10_000;

/** Looks at each seal of the chain in turn: by its own digest, the one before it, and the anchors. */
export class SealCheck {
  readonly #keys: RecordKeys;
  readonly #survey: Survey;
  readonly #findings: Findings;
  readonly #anchors: Ahead<Anchor>;
  #before: Seal | undefined;
  #beforeIsGenuine = true;
  /** Seals after the newest anchor. */
  readonly unanchored: { batch: number; takenAt: number }[] = [];

  constructor(keys: RecordKeys, survey: Survey, findings: Findings) {
    this.#keys = keys;
    this.#survey = survey;
    this.#findings = findings;
    this.#anchors = new Ahead(anchorsIn(survey.path));
  }

  /** Whether the seal can be trusted, and whether one is missing right before it. */
  async check(seal: Seal): Promise<{ genuine: boolean; gap: boolean }> {
    const { batch } = seal;
    const told = await this.#missingBefore(batch);
    const genuine = isGenuine(this.#keys, seal);
    const before = this.#before;
    const linked = seal.previous ? before?.mac.equals(seal.previous) === true : before === undefined;
    const gap = batch !== (before?.batch ?? 0) + 1;
    if (gap && !linked && !told) this.#missing((before?.batch ?? 0) + 1, batch - 1, undefined, false);
    if (!genuine) {
      this.#add('SEAL_CHANGED', seal, `Seal ${batch} was changed.`);
    } else if (!gap && !linked && this.#beforeIsGenuine) {
      this.#add('SEAL_CHANGED', seal, `Seal ${batch} does not follow the one before it.`);
    }
    await this.#compareAnchor(seal, genuine);
    if (genuine && before && this.#beforeIsGenuine && seal.takenAt < before.takenAt - tolerance) {
      const what = `The clock was set back: seal ${batch} is of ${moment(seal.takenAt)}, the one before it of ${moment(before.takenAt)}.`;
      this.#add('CLOCK', seal, what);
    }
    this.#before = seal;
    this.#beforeIsGenuine = genuine;
    return { genuine, gap: gap && !linked };
  }

  /**
   * After the last seal: anchors of seals that are gone, and seals that no anchor bears witness to. The newest one may lack
   * its anchor for a moment, and so may those that were made since the anchors were read.
   */
  async end(anchorsRead: number): Promise<void> {
    const { last, header } = this.#survey;
    if (last && last.batch > (this.#before?.batch ?? 0)) await this.#missingBefore(last.batch + 1, true);
    await this.#anchors.close();
    const late = this.unanchored.filter(({ takenAt }) => takenAt < anchorsRead - aMinute);
    const [oldest] = late;
    if (!header || !oldest || late.length < 2) return;
    const what = `The anchors end before seal ${oldest.batch} of ${moment(oldest.takenAt)}, and ${late.length} seals follow: lines were taken from their end, or another hub seals, whose anchors tell more.`;
    this.#add('ANCHORS_BEHIND', oldest, what);
  }

  /** Seals that should be there before this one, in one finding for each row of them; whether there are some. */
  async #missingBefore(batch: number, atEnd = false): Promise<boolean> {
    let from = (this.#before?.batch ?? 0) + 1;
    const unwitnessed = Math.min(batch - 1, this.#survey.header?.batch ?? batch - 1);
    const unseen = from <= unwitnessed;
    if (unseen) this.#missing(from, unwitnessed, undefined, atEnd);
    from = Math.max(from, unwitnessed + 1);
    let first: Anchor | undefined;
    let last: Anchor | undefined;
    for (let next = await this.#anchors.peek(); next && next.batch < batch; next = await this.#anchors.peek()) {
      await this.#anchors.take();
      if (next.batch < from) continue;
      first ??= next;
      last = next;
    }
    if (first && last) this.#missing(first.batch, last.batch, first.at, atEnd);
    return unseen || first !== undefined;
  }

  #missing(from: number, to: number, at: Date | undefined, atEnd: boolean): void {
    if (to <= this.#survey.acceptedUpTo) return;
    const which = from === to ? `Seal ${from} is` : `Seals ${from} to ${to} are`;
    const since = at ? `, of ${at.toISOString()} and later` : '';
    const why = atEnd
      ? 'a backup from before was restored, or they were taken away together with what they sealed'
      : 'they were taken away';
    this.#findings.add({
      code: 'SEAL_MISSING',
      batch: from,
      ...(at && { at: at.toISOString() }),
      what: `${which} missing${since}: ${why}.`,
    });
  }

  async #compareAnchor(seal: Seal, genuine: boolean): Promise<void> {
    const { header, last, acceptedUpTo } = this.#survey;
    if (!header || seal.batch <= header.batch) return;
    const anchor = await this.#anchors.peek();
    if (anchor?.batch !== seal.batch) {
      if (seal.batch <= (last?.batch ?? header.batch)) return;
      if (this.unanchored.length < many) this.unanchored.push({ batch: seal.batch, takenAt: seal.takenAt });
      return;
    }
    await this.#anchors.take();
    if (!genuine || anchor.mac === seal.mac.toString('hex') || seal.batch <= acceptedUpTo) return;
    const what = `Seal ${seal.batch} is another one than was anchored at ${anchor.at.toISOString()}: a backup from before was restored, and sealing went on from there.`;
    this.#add('SEAL_CHANGED', seal, what);
  }

  #add(
    code: 'SEAL_CHANGED' | 'ANCHORS_BEHIND' | 'CLOCK',
    { batch, takenAt }: Pick<Seal, 'batch' | 'takenAt'>,
    what: string,
  ): void {
    this.#findings.add({ code, batch, at: moment(takenAt), what });
  }
}
