import type { Location } from '../text/source-file.ts';
import type { TracedText } from '../text/traced-text.ts';
import type { ImageConfig } from './image.ts';

/** An image, or a machine, of which only the files are known that are put into it. */
export function unknownImage(at: Location, fileAt?: (path: string) => TracedText | undefined): ImageConfig {
  return {
    entrypoint: null,
    cmd: null,
    env: new Map(),
    exposed: [],
    version: { state: 'unknown', because: 'the image does not say which memcached it holds' },
    convention: 'none',
    at,
    ...(fileAt && { fileAt }),
  };
}
