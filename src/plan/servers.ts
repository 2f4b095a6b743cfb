import type { PlacesModel } from '../access/model';
import { SubjectKind } from '../access/subject';
import { bool, listOf, oneOf, optional, options } from '../core/guards';
import { DECLARED_SERVERS } from '../model/declared-servers';
import { describeServer } from './describe-server';
import type { PlanPart } from './part';
import { MOST_SUBJECTS, type PlannedRole, type PlannedServer, type PlannedSubject } from './planned-server';
import { shownText } from './shown-text';

const role = options<PlannedRole>({
  name: shownText,
  description: shownText,
  permissions: listOf(shownText),
  places: options<PlacesModel>({ everywhere: bool, temporalNamespaces: listOf(shownText) }),
  acceptCoarse: optional(shownText),
});

const subject = options<PlannedSubject>({
  kind: oneOf(Object.values(SubjectKind), 'a kind of caller'),
  id: shownText,
  email: optional(shownText),
  roles: listOf(shownText),
  active: bool,
  claims: listOf(shownText),
});

/** Who may do what on each server. */
export const SERVERS: PlanPart<readonly PlannedServer[]> = {
  describe: (app) => DECLARED_SERVERS.of(app).map(describeServer),
  read: listOf(
    options<PlannedServer>({
      path: shownText,
      pki: shownText,
      namespace: shownText,
      version: shownText,
      address: shownText,
      audience: shownText,
      loginAt: optional(shownText),
      refused: optional(shownText),
      roles: listOf(role),
      subjects: listOf(subject, MOST_SUBJECTS),
    }),
  ),
};
