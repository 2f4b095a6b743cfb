import { App } from 'cdk8s';
import type { Construct } from 'constructs';

/** What is wrong with a whole App, one line each. */
export type AppValidation = (app: Construct) => string[];

const added = new WeakMap<Construct, Set<AppValidation>>();

/** Has an App validated once, however many constructs in it ask for that. */
export function validateOnce(scope: Construct, validation: AppValidation): void {
  const app = App.of(scope);
  const validations = added.get(app) ?? new Set();
  added.set(app, validations);
  if (validations.has(validation)) return;
  validations.add(validation);
  app.node.addValidation({ validate: () => validation(app) });
}
