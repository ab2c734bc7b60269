/** A mistake in how the workflow calls the action: one sentence that says what to write instead, no stack. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
