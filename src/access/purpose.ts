import { purposesOf } from '../agreement/compile.ts';
import type { Agreement } from '../agreement/model.ts';
import type { Agency } from '../shared/agencies.ts';
import { type Purpose, purposes } from '../shared/purposes.ts';
import { Refusal } from '../shared/refusals.ts';

/** The header in which a question says what it is asked for. */
export const purposeHeader = 'purpose-of-use';

interface Asked {
  agency: Agency;
  role: string;
  inHeader?: string;
  inToken?: string;
}

/** What a question is asked for: as its header says, else as the token says, else the only purpose that the role has. */
export function purposeOf(agreement: Pick<Agreement, 'purposes'>, { agency, role, inHeader, inToken }: Asked): Purpose {
  const allowed = purposesOf(agreement, agency, role);
  const [only, another] = allowed;
  if (only === undefined) throw new Refusal('ROLE_UNKNOWN');
  const wanted = inHeader?.trim() || inToken;
  if (wanted === undefined) {
    if (another !== undefined) throw new Refusal('PURPOSE_REQUIRED', { at: purposeHeader, allowed });
    return only;
  }
  const purpose = purposes.find((name) => name === wanted);
  if (purpose === undefined) throw new Refusal('PURPOSE_UNKNOWN', { at: purposeHeader, allowed });
  if (!allowed.includes(purpose)) throw new Refusal('PURPOSE_NOT_ALLOWED', { at: purposeHeader, allowed });
  return purpose;
}
