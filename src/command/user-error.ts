/** A mistake of whoever calls: printed as one sentence without a stack, exit code 2. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** What cannot be done although nobody made a mistake, such as an unreadable root: one sentence, exit code 3. */
export class CannotFinish extends Error {
  override readonly name = 'CannotFinish';
}
