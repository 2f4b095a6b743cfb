import { listOf, optional, type Shape, text, unique } from '../core/guards';
import { labelName } from '../core/names';

/** Options of `PodFiles.addToWorkload`. */
export interface AddToWorkloadOptions {
  /** The name of the container, which may be an init container. */
  readonly container: string;
  /**
   * Variables of the container that give way to what the component needs of the same name: those that a chart writes whatever its
   * values are.
   *
   * @default - none: a variable of the same name and another value is refused
   */
  readonly replaceVariables?: string[];
}

export const ADD_TO_WORKLOAD_OPTIONS: Shape<AddToWorkloadOptions> = {
  container: labelName,
  replaceVariables: optional(unique(listOf(text('the name of a variable')), (name) => name)),
};
