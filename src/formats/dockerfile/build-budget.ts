import type { SourceFile } from '../../text/source-file.ts';

/**
 * What may still be spent on building images that one file asks for, so that a small file which asks for a large
 * Dockerfile again and again ends in time.
 */
export class BuildBudget {
  /** Characters of Dockerfiles: hundreds of usual ones. */
  #left = 2_000_000;

  /** Takes one build of a Dockerfile; false once nothing is left. */
  spend(file: SourceFile): boolean {
    if (this.#left <= 0) return false;
    this.#left -= file.text.length + 2000;
    return true;
  }
}
