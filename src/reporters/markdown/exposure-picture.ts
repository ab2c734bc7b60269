import { describeListener, describeSocket } from '../../exposure/describe.ts';
import type { Exposure } from '../../exposure/exposure.ts';
import type { Report } from '../../report/report.ts';
import { markdownFence } from '../escape/markdown.ts';
import { mermaidLabel } from '../escape/mermaid.ts';
import { redact } from '../redact.ts';
import { plural } from '../wording.ts';

/** More paths than this are no picture any more. */
const MOST_PATHS = 8;

/** One way in: what it passes, outermost first, and the memcached at its end. */
interface Path {
  readonly through: readonly string[];
  readonly end: string;
}

/** A flowchart from the internet to every memcached that it reaches; nothing where it reaches none. */
export function exposurePicture(report: Report): readonly string[] {
  const paths = report.exposures.flatMap(publicPaths);
  if (paths.length === 0) return [];
  const ids = new Map<string, string>();
  const lines = ['flowchart LR', `  internet(${mermaidLabel('the internet')})`];
  const node = (key: string, label: string): string => {
    const id = ids.get(key) ?? `n${ids.size}`;
    if (!ids.has(key)) lines.push(`  ${id}[${mermaidLabel(redact(label))}]`);
    ids.set(key, id);
    return id;
  };
  for (const { through, end } of paths.slice(0, MOST_PATHS)) {
    const chain = [...through.map((step) => node(`${end}\n${step}`, step)), node(end, end)];
    lines.push(`  ${['internet', ...chain].join(' --> ')}`);
  }
  const missing = paths.length - MOST_PATHS;
  if (missing > 0) lines.push(`  internet --> more(${mermaidLabel(`${plural(missing, 'more way')} in`)})`);
  return [markdownFence('mermaid', lines)];
}

/** The ways to one launch; sockets behind the same mapping share theirs. */
function publicPaths({ launch, listeners }: Exposure): readonly Path[] {
  const ways = new Map<string, { through: readonly string[]; sockets: string[] }>();
  for (const { listener, reach, via } of listeners) {
    if (reach !== 'public') continue;
    const through = via.filter((step) => step !== describeListener(listener));
    const way = ways.get(through.join('\n')) ?? { through, sockets: [] };
    way.sockets.push(describeSocket(listener));
    ways.set(through.join('\n'), way);
  }
  return [...ways.values()].map(({ through, sockets }) => ({
    through,
    end: `${placedName(launch.name, launch.at.file.path)}: ${sockets.join(', ')}`,
  }));
}

/** The name with its file, which some names have in them. */
function placedName(name: string, path: string): string {
  return name.includes(path) ? name : `${name} (${path})`;
}
