import { oncePer } from '../../core/derived';
import { sortedUnique } from '../../core/order';
import type { DecidedApi } from './api-catalogue';
import { requestOf } from './api-row';
import { CONTENTS_TABLE } from './contents-table.generated';

/** Every permission that a call of these APIs may need, by its name or by what its request carries, in a stable order. */
export const permissionsOf = oncePer((apis: readonly DecidedApi[]): readonly string[] =>
  sortedUnique(apis.flatMap((row) => [...row.permissions, ...carriedPermissions(requestOf(row))])),
);

/** What a message may need, and what is inside it. */
function carriedPermissions(message: string): readonly string[] {
  const { needs = [], fields = {} } = CONTENTS_TABLE.messages[message] ?? {};
  const carried = Object.values(fields).flatMap((rule) => [
    ...(rule.present ?? []),
    ...(rule.judge === undefined ? [] : carriedPermissions(rule.judge)),
    ...(rule.enum === undefined ? [] : CONTENTS_TABLE.enums[rule.enum].flatMap((value) => value.needs)),
  ]);
  return [...needs, ...carried];
}
