import { withoutTemplateSuffix } from '../../host/paths.ts';

const UNIT = /\.(?:container|pod|kube|network|image|build)(?:\.d\/[^/]+\.conf)?$/;

/** Whether a path is that of a unit of Podman's Quadlet, or of a drop-in of one (podman-systemd.unit(5)). */
export function isQuadletPath(path: string): boolean {
  return UNIT.test(withoutTemplateSuffix(path));
}

/** The unit that a drop-in changes; the path itself for a unit. */
export function quadletOf(path: string): string {
  return path.replace(/\.d\/[^/]+\.conf$/, '');
}

/** What kind of unit a path is. */
export function quadletKind(path: string): string {
  const plain = withoutTemplateSuffix(path);
  return plain.slice(plain.lastIndexOf('.') + 1);
}
