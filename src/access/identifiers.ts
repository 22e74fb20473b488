import { createCipheriv, createDecipheriv } from 'node:crypto';
import { DerivedKeys } from './keys.ts';

/** The byte of each type of personal record in its ids. Ids are kept by others: a byte is never given to another type. */
const typeBytes = {
  Resident: 1,
  GpRegistration: 2,
  Placement: 3,
  Absence: 4,
  FundingComponent: 5,
  CarePlan: 6,
  ClinicalSummary: 7,
  PersonalSummary: 8,
  Incident: 9,
  HospitalStay: 10,
  Objection: 11,
  PrivacyAlert: 12,
  Claim: 13,
  SafeguardingConcern: 14,
  SafeguardingReport: 15,
  SafeguardingRelease: 16,
  Concern: 17,
  DischargeReferral: 20,
  ReferralRequest: 21,
  PlacementRequest: 22,
  RoundVisit: 23,
  RedBag: 40,
  EmergencyAttendance: 41,
  Feedback: 50,
  ServiceRequest: 60,
  MatchCandidate: 70,
} as const;
export type PersonalType = keyof typeof typeBytes;

const typesByByte = new Map<number, PersonalType>(
  Object.entries(typeBytes).map(([type, byte]) => [byte, type as PersonalType]),
);

/** Version, type and one block of AES: 18 bytes, so that an id has 24 characters and a batch is one text cut in pieces. */
const idBytes = 18;
const idLength = 24;
const version = 1;

/**
 * Ids of personal records as one organisation sees them: the UUID, encrypted under a key of that organisation and type.
 * Two organisations cannot find out that they look at the same record, and an id learnt elsewhere decodes to a UUID of
 * nothing. Each UUID is one block that never repeats, so that AES without a mode (ECB) hides all there is to hide.
 */
export class Identifiers {
  readonly #keys: DerivedKeys;

  constructor(masterKey: Buffer) {
    this.#keys = new DerivedKeys(masterKey);
  }

  /** The ids of a batch, in its order: one call of the cipher, because each call costs more than a thousand blocks. */
  encode(type: PersonalType, organisationId: string, uuids: readonly string[]): string[] {
    const plain = Buffer.allocUnsafe(uuids.length * 16);
    for (let n = 0; n < uuids.length; n++) writeUuid(uuids[n] as string, plain, n * 16);
    const cipher = createCipheriv('aes-128-ecb', this.#key(type, organisationId), null).setAutoPadding(false);
    const blocks = cipher.update(plain);
    const ids = Buffer.alloc(uuids.length * idBytes);
    for (let n = 0; n < uuids.length; n++) {
      ids[n * idBytes] = version;
      ids[n * idBytes + 1] = typeBytes[type];
      blocks.copy(ids, n * idBytes + 2, n * 16, n * 16 + 16);
    }
    const text = ids.toString('base64url');
    return uuids.map((_, n) => text.slice(n * idLength, (n + 1) * idLength));
  }

  /** The record that an id means to this organisation; null if it is not an id at all. It may be that of no record. */
  decode(id: string, organisationId: string): { type: PersonalType; uuid: string } | null {
    if (!/^[\w-]{24}$/.test(id)) return null;
    const bytes = Buffer.from(id, 'base64url');
    const type = typesByByte.get(bytes[1] ?? 0);
    if (bytes[0] !== version || !type) return null;
    const cipher = createDecipheriv('aes-128-ecb', this.#key(type, organisationId), null).setAutoPadding(false);
    const hex = cipher.update(bytes.subarray(2)).toString('hex');
    return { type, uuid: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') };
  }

  #key(type: PersonalType, organisationId: string): Buffer {
    return this.#keys.for(`id ${version} ${type}`, organisationId, 16);
  }
}

/** What a character code is worth as a digit of a UUID; hyphens, and whatever is none, are beyond. */
const digits = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase());
  return digit < 0 ? 255 : digit;
});
const hyphen = '-'.charCodeAt(0);

/** Digit by digit: a text without hyphens, made of a whole batch, took longer than the cipher. */
function writeUuid(uuid: string, into: Buffer, at: number): void {
  let bytes = 0;
  for (let place = 0; place < uuid.length; place += 2) {
    if (uuid.charCodeAt(place) === hyphen) place++;
    const high = digits[uuid.charCodeAt(place)] ?? 255;
    const low = digits[uuid.charCodeAt(place + 1)] ?? 255;
    if (high > 15 || low > 15 || bytes > 15) throw new TypeError('not a UUID');
    into[at + bytes++] = high * 16 + low;
  }
  if (bytes !== 16) throw new TypeError('not a UUID');
}

/** The id of something public: its type and public code, such as `CareHome:1-1000000001`, the same to everyone. */
export function publicId(type: string, code: string): string {
  return `${type}:${code}`;
}

export function readPublicId(id: string): { type: string; code: string } | null {
  const [, type, code] = /^([A-Z][A-Za-z]{1,40}):([\w .-]{1,80})$/.exec(id) ?? [];
  return type && code ? { type, code } : null;
}

/** Whether a code is the uuid of a thing that has no public code. */
export const isUuid = (code: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(code);

/** The uuid that the public id of a thing without a code means, if it is of this type. */
export function publicUuid(type: string, id: string): string | undefined {
  const said = readPublicId(id);
  return said?.type === type && isUuid(said.code) ? said.code : undefined;
}
