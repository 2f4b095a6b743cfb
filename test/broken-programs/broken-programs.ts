import type { BrokenProgram } from './broken-program';
import { MISSING_REFERENCES } from './missing-references';
import { OPEN_CONFIGURATIONS } from './open-configurations';
import { UNDECIDABLE_POLICIES } from './undecidable-policies';
import { WRONG_VERSIONS } from './wrong-versions';

/** Programs of each kind. */
export const BROKEN: Readonly<Record<string, readonly BrokenProgram[]>> = {
  'a missing reference': MISSING_REFERENCES,
  'a wrong version': WRONG_VERSIONS,
  'an open configuration': OPEN_CONFIGURATIONS,
  'a policy that would not be kept': UNDECIDABLE_POLICIES,
};
