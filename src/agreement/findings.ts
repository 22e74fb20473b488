import type { Finding } from './model.ts';

/** `schema/agreement.yml:12: what is wrong; what to write instead` */
export function findingLine({ file, line, what, instead }: Finding): string {
  return `${file}:${line}: ${what}; ${instead}`;
}

/** An agreement that cannot be put in force: every error in it at once. The hub does not start. */
export class AgreementError extends Error {
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(findings.map(findingLine).join('\n'));
    this.name = 'AgreementError';
    this.findings = findings;
  }
}
