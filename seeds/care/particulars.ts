import type { IncidentRow } from '../personal-rows.ts';
import type { Random } from '../random.ts';

/** What staff say of a fall or an ulcer besides: nothing of any other kind. */
export type Particulars = Pick<
  IncidentRow,
  | 'headInjury'
  | 'fracture'
  | 'onAnticoagulant'
  | 'ambulanceCalled'
  | 'conveyed'
  | 'presentOnAdmission'
  | 'deviceRelated'
>;

const nothing: Particulars = {
  ...{ headInjury: null, fracture: null, onAnticoagulant: null, ambulanceCalled: null, conveyed: null },
  ...{ presentOnAdmission: null, deviceRelated: null },
};

/** `diagnosis`: what the hospital found, if the resident was taken there. */
export function particularsOf(
  { kind, harm }: Pick<IncidentRow, 'kind' | 'harm'>,
  diagnosis: string | null,
  random: Random,
): Particulars {
  if (kind === 'PRESSURE_ULCER') {
    return { ...nothing, presentOnAdmission: random.chance(0.25), deviceRelated: random.chance(0.12) };
  }
  if (kind !== 'FALL') return nothing;
  return {
    ...nothing,
    headInjury: diagnosis ? /Head/.test(diagnosis) : harm !== 'NONE' && random.chance(0.2),
    fracture: diagnosis ? /Fracture/.test(diagnosis) : false,
    onAnticoagulant: random.chance(0.22),
    ambulanceCalled: diagnosis !== null || random.chance(harm === 'MODERATE' ? 0.5 : 0.04),
    conveyed: diagnosis !== null,
  };
}
