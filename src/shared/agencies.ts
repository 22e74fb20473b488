/** The kinds of partner. An organisation's agency is what the database says, whatever a token claims. */
export const agencies = ['home', 'practice', 'trust', 'council', 'icb', 'dashboard'] as const;
export type Agency = (typeof agencies)[number];

/** NHS commissioners were clinical commissioning groups (CCG) until June 2022; old tokens still say so. */
export function agencyNamed(name: string): Agency | undefined {
  const wanted = name === 'ccg' ? 'icb' : name;
  return agencies.find((agency) => agency === wanted);
}
