import { refuse } from '../../core/errors';
import { nextCommand } from '../../core/next-command';
import { didYouMean } from '../../core/suggest';

/**
 * The name in the store of what a command is told to take: that name, or the end of one, as the program says it (`admin` for
 * `temporal-admin`). Throws `INVALID_VALUE` where it is none, or the end of several.
 */
export function certificateNamed(name: string, names: readonly string[], option: string): string {
  const known = [...new Set(names)];
  if (known.includes(name)) return name;
  const [id, ...others] = known.filter((each) => each.endsWith(`-${name}`));
  if (id !== undefined && others.length === 0) return id;
  return refuse('INVALID_VALUE', {
    option,
    value: name,
    expected: `one of ${(id === undefined ? known : [id, ...others]).join(', ')}`,
    fix: `${id === undefined ? didYouMean(name, known) : ''}${nextCommand('status')} lists them.`,
  });
}
