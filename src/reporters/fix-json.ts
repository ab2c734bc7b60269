import type { Fix } from '../fixes/fix.ts';
import { redact } from './redact.ts';
import { regionOf } from './region.ts';

/** A fix for programs: replace each region by its text; an empty region is an insertion. */
export function fixJson({ title, edits }: Fix): unknown {
  return {
    title: redact(title),
    edits: edits.map(({ at, text }) => ({ path: at.file.path, ...regionOf(at), text })),
  };
}
