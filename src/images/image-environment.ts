import type { Environment } from '../shell/invocation.ts';
import type { ImageConfig } from './image.ts';

/**
 * What a container of the image sees: its own variables; whoever runs it may set others, but the options that
 * bitnami's script reads from variables are taken to be left alone.
 */
export function imageEnvironment(image: ImageConfig): Environment {
  return {
    lookup(name) {
      const isOption = image.convention === 'bitnami' && name.startsWith('MEMCACHED_');
      return image.env.get(name) ?? (isOption ? 'unset' : 'unknown');
    },
  };
}
