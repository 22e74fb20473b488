import * as oauth from 'oauth4webapi';
import type { Problem } from '../../graph/ask.ts';

/** Why nobody is signed in now, as it is shown. */
export class NotSignedIn extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** The hub knows who it is, and lets them in for nothing. */
export const refusedByHub = (problem: Problem | undefined): NotSignedIn =>
  new NotSignedIn(problem && problem.code !== 'UNAUTHENTICATED' ? problem : notUnderstood);

const notUnderstood: Problem = {
  code: 'UNAUTHENTICATED',
  message: 'You signed in, but the hub does not accept what the identity provider says of you.',
  remedy: 'Tell whoever runs the hub. Its log has the reason.',
};
const denied: Problem = {
  code: 'ACCESS_DENIED',
  message: 'You are not signed in: the identity provider did not let you in, or you turned back there.',
  remedy: 'Try again. If you may not use CareGraph there, ask whoever looks after sign-ins in your organisation.',
};
const unreachable: Problem = {
  code: 'UNREACHABLE',
  message: 'The identity provider does not answer.',
  remedy: 'Check the connection, then try again.',
};
const failed: Problem = {
  code: '',
  message: 'Signing in did not work.',
  remedy: 'Try again. If it stays like this, tell whoever runs the hub.',
};

/** What to say of whatever went wrong on the way. */
export function problemOf(error: unknown): Problem {
  if (error instanceof NotSignedIn) return error.problem;
  if (error instanceof oauth.AuthorizationResponseError && error.error === 'access_denied') return denied;
  // What `fetch` throws where nothing answers, or where the answer may not be read.
  if (error instanceof TypeError) return unreachable;
  return failed;
}
