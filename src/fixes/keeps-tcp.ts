import type { Launch } from '../launch/launch.ts';
import { predict } from '../memcached/predict.ts';
import type { Prediction } from '../memcached/prediction.ts';
import type { TracedText } from '../text/traced-text.ts';

/** What keeps TCP where -U 0 alone would turn it off: memcached 1.4.3 to 1.5.3. */
export const TCP_WORDS = ['-p', '11211'];

/** Whether memcached of this version opens the same TCP sockets with another argv; taken for granted without a version. */
export function keepsTcp(launch: Launch, before: Prediction, argv: readonly TracedText[]): boolean {
  if (launch.version.state !== 'known') return true;
  const machine = launch.posixlyCorrect ? { posixlyCorrect: true } : {};
  return tcpSockets(predict(argv, launch.version, machine)) === tcpSockets(before);
}

/** The TCP sockets with their releases, as a text that can be compared. */
function tcpSockets({ listeners }: Prediction): string {
  const sockets = listeners.flatMap((listener) =>
    listener.protocol === 'tcp' ? [JSON.stringify([listener.address, listener.port, listener.releases])] : [],
  );
  return sockets.sort().join();
}
