import type { ExposedPort } from '../../images/image.ts';
import type { PublishedPort } from '../../network/network.ts';
import type { Location } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import type { JoinedNetwork } from './networks.ts';
import type { GivenOption } from './option-parser.ts';
import type { Engine } from './option-table.ts';

/** What a `docker run`, `docker create` or `docker service create` asks for. */
export interface DockerRun {
  readonly engine: Engine;
  readonly image: TracedText;
  /** `[""]` clears the image's; `undefined`: not given. */
  readonly entrypoint: readonly TracedText[] | undefined;
  /** The words after the image. */
  readonly command: readonly TracedText[];
  /** `-e` in order: `NAME=value`, or `NAME` alone for the caller's value. */
  readonly env: readonly TracedText[];
  readonly envFiles: readonly TracedText[];
  readonly published: readonly PublishedPort[];
  /** The `-P` that publishes every exposed port on a random host port. */
  readonly publishAll: Location | undefined;
  readonly exposed: readonly ExposedPort[];
  readonly networks: readonly JoinedNetwork[];
  readonly name: TracedText | undefined;
  /** podman's `--pod`, which owns network and ports. */
  readonly pod: TracedText | undefined;
  readonly volumes: readonly TracedText[];
  /** Words in the place of options that cannot be known. */
  readonly open: readonly TracedText[];
  /** Every option, for what is asked for rarely. */
  readonly options: readonly GivenOption[];
}
