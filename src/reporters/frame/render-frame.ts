import type { Location } from '../../text/source-file.ts';
import { type Frame, frameOf } from './frame.ts';

export interface FramePainter {
  gutter(text: string): string;
  marker(text: string): string;
}

const PLAIN: FramePainter = { gutter: (text) => text, marker: (text) => text };

/** A frame as lines of text: a gutter with line numbers, the source, a marker under the exact characters. */
export function renderFrame(
  location: Location,
  width: number,
  paint: FramePainter = PLAIN,
): readonly string[] {
  const frame = frameOf(location, width - gutterWidth(location));
  const digits = digitsOf(frame);
  const gutter = (label: string): string => paint.gutter(`${label.padStart(digits)} |`);
  const rendered = frame.lines.flatMap(({ number, source, marker }) => [
    source === '' ? gutter(String(number)) : `${gutter(String(number))} ${source}`,
    `${gutter('')} ${paint.marker(marker)}`,
  ]);
  if (frame.more === 0) return rendered;
  return [...rendered, `${gutter('')} … ${frame.more} more ${frame.more === 1 ? 'line' : 'lines'}`];
}

function digitsOf(frame: Frame): number {
  return String(frame.lines.at(-1)?.number ?? 1).length;
}

/** Digits, a blank, a bar, a blank. */
function gutterWidth(location: Location): number {
  return String(location.file.positionAt(location.end).line).length + 3;
}
