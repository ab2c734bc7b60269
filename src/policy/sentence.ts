/** A clause with its full stop, unless it asks something. */
export function sentence(clause: string): string {
  return clause.endsWith('?') ? clause : `${clause}.`;
}
