import type { Repository } from '../repository/repository.ts';
import { NO_VARIABLES, type TemplateVariables } from './value.ts';

/** The variables that the files of a repository set for its templates. */
export function repositoryVariables(_repository: Repository): TemplateVariables {
  return NO_VARIABLES;
}
