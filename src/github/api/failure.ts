/** Why GitHub's API did not do what was asked, as the end of a sentence: "the token lacks the permission checks: write". */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  /** The HTTP status; `undefined` where there was no answer. */
  readonly status: number | undefined;

  constructor(because: string, status?: number) {
    super(because);
    this.status = status;
  }
}
