/** The names of all formats. The formats themselves are loaded only where they are needed. */
export async function formatNames(): Promise<readonly string[]> {
  const { FORMATS } = await import('./registry.ts');
  return FORMATS.map(({ name }) => name);
}
