/** Worst first. */
export const LEVELS = ['error', 'warning', 'notice'] as const;
export type Level = (typeof LEVELS)[number];

/** The lowest level that fails the check; `never` only reports. */
export type FailOn = Level | 'never';
