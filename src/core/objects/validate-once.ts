import { App } from 'cdk8s';
import type { Construct } from 'constructs';
import { messageOf, type Problem } from '../problem';
import { renderOnce } from './plain';

/** What is wrong with a whole App. */
export type AppValidation = (app: Construct) => Problem[];

interface Validations {
  /** What is done while the App is validated, before anything is checked. */
  readonly beside: Set<(app: Construct) => void>;
  readonly checks: Set<AppValidation>;
}

const added = new WeakMap<Construct, Validations>();
const underWay = new WeakSet<Construct>();

/** Has an App validated once, however many constructs in it ask for that. All its validations share what they render. */
export function validateOnce(scope: Construct, validation: AppValidation): void {
  validationsOf(App.of(scope)).checks.add(validation);
}

/** Has something done each time an App is validated, once however many constructs in it ask for that. */
export function besideValidation(scope: Construct, work: (app: Construct) => void): void {
  validationsOf(App.of(scope)).beside.add(work);
}

/** What the validations of a whole App find, also while that App is validated. */
export function appProblems(app: Construct): Problem[] {
  const checks = added.get(app)?.checks ?? [];
  return validating(app, () => [...checks].flatMap((check) => check(app)));
}

function validationsOf(app: App): Validations {
  const known = added.get(app);
  if (known !== undefined) return known;
  const validations = { beside: new Set<(app: Construct) => void>(), checks: new Set<AppValidation>() };
  added.set(app, validations);
  app.node.addValidation({ validate: () => messagesOf(app, validations) });
  return validations;
}

/** Nothing while the App is being validated already: a chart that renders itself has it validated anew. */
function messagesOf(app: Construct, { beside }: Validations): string[] {
  if (underWay.has(app)) return [];
  return validating(app, () => {
    for (const work of beside) work(app);
    return appProblems(app).map(messageOf);
  });
}

function validating<T>(app: Construct, work: () => T): T {
  const isOutermost = !underWay.has(app);
  underWay.add(app);
  try {
    return renderOnce(work);
  } finally {
    if (isOutermost) underWay.delete(app);
  }
}
