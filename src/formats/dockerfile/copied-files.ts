import type { Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import type { StageState } from './stage-state.ts';

export interface BuildContext {
  readonly repository: Repository;
  readonly file: SourceFile;
  readonly context: string | undefined;
}

export function copiedFile(
  _state: StageState,
  _path: string,
  _context: BuildContext,
): TracedText | undefined {
  return undefined;
}
