import type { Agreement } from '../agreement/model.ts';
import { hasSigned } from '../agreement/sign.ts';
import { agencyNamed } from '../shared/agencies.ts';
import { Refusal } from '../shared/refusals.ts';
import type { Organisations } from './organisations.ts';
import { purposeHeader, purposeOf } from './purpose.ts';
import type { Claims, Tokens } from './tokens.ts';
import type { Asker, Viewer, ViewerOrganisation } from './viewer.ts';

/** As Node gives them: names in lower case. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

export interface SignInParts {
  tokens: Tokens;
  organisations: Organisations;
  agreement: Pick<Agreement, 'purposes' | 'signatures'>;
}

/** Finds out who asks. The database is asked only after the token has proved good. */
export class SignIn {
  readonly #parts: SignInParts;

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  /** `asker` is filled with what is found on the way, also if nobody is let in. */
  async viewerOf(headers: Headers, requestId: string, asker: Asker = {}): Promise<Viewer> {
    const { agreement, tokens } = this.#parts;
    const claims = await tokens.claimsOf(only(headers.authorization));
    const { user, role, purpose: inToken, authority, device, expires } = claims;
    Object.assign(asker, { user, role, authority, ...(device && { device }) });
    const organisation = await this.#organisationOf(claims);
    const { agency } = organisation;
    Object.assign(asker, { organisation, agency });
    if (!hasSigned(agreement, organisation)) throw new Refusal('NOT_SIGNED');
    const purpose = purposeOf(agreement, { agency, role, inHeader: only(headers[purposeHeader]), inToken });
    return { organisation, agency, user, role, purpose, requestId, authority, expires, ...(device && { device }) };
  }

  /** An organisation that the issuer may not speak for and one that does not exist are one answer. */
  async #organisationOf({ issuer, organisation: code, agency }: Claims): Promise<ViewerOrganisation> {
    const organisation = await this.#parts.organisations.byCode(code);
    if (!organisation || !issuer.speaksFor(organisation)) throw new Refusal('ORGANISATION_REFUSED');
    if (agency !== undefined && agencyNamed(agency) !== organisation.agency) throw new Refusal('AGENCY_CONTRADICTED');
    return organisation;
  }
}

/** A header sent twice says two things; joined, they match nothing. */
function only(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
