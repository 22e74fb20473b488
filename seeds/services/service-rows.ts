import type { OfResident } from '../personal-rows.ts';

export interface ServiceRequestRow extends OfResident {
  version: number;
  askedId: string;
  kind: string;
  details: string;
  requestedAt: string;
  state: 'REQUESTED' | 'ACCEPTED' | 'SCHEDULED' | 'DELIVERED' | 'DECLINED' | 'WITHDRAWN';
  acceptedAt: string | null;
  promisedBy: string | null;
  scheduledAt: string | null;
  scheduledFor: string | null;
  endedAt: string | null;
  reply: string | null;
  reason: string | null;
}
