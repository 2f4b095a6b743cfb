import { App } from 'cdk8s';
import type { Construct } from 'constructs';
import { messageOf, type Problem } from '../problem';
import { renderOnce } from './plain';

/** What is wrong with a whole App. */
export type AppValidation = (app: Construct) => Problem[];

const added = new WeakMap<Construct, Set<AppValidation>>();
const underWay = new WeakSet<Construct>();

/** Has an App validated once, however many constructs in it ask for that. All its validations share what they render. */
export function validateOnce(scope: Construct, validation: AppValidation): void {
  const app = App.of(scope);
  const validations = added.get(app) ?? new Set();
  if (!added.has(app)) app.node.addValidation({ validate: () => renderOnce(() => problemsOf(app, validations)) });
  added.set(app, validations.add(validation));
}

/** Nothing while the App is being validated already: a chart that renders itself has it validated anew. */
function problemsOf(app: Construct, validations: ReadonlySet<AppValidation>): string[] {
  if (underWay.has(app)) return [];
  underWay.add(app);
  try {
    return [...validations].flatMap((validation) => validation(app).map(messageOf));
  } finally {
    underWay.delete(app);
  }
}
