/** Why a hub does not start, in a sentence that says what to do. Shown to the operator without a stack trace. */
export class CannotStart extends Error {
  override name = 'CannotStart';
}
