import { errorOf, type Problem } from '../core/problem';
import type { PodModel } from './model';

/** What is wrong with the image of a container that is given a component's files. */
export function imageProblems(
  image: unknown,
  { wrongImage }: Pick<PodModel, 'wrongImage'>,
  option: string,
  path: string,
): Problem[] {
  const wrong = typeof image === 'string' ? wrongImage?.(image) : undefined;
  return wrong === undefined ? [] : [errorOf('INVALID_VALUE', { option, path, found: image as string, ...wrong })];
}
