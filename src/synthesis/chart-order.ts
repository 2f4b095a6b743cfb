import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** The charts of an App in the order in which cdk8s writes them. */
export interface ChartOrder {
  readonly charts: readonly Chart[];
  /** Whether any needs another: cdk8s then numbers their files. */
  readonly areDependent: boolean;
}

/**
 * Each chart after those that it depends on or that lie in it, in time that grows with their number; cdk8s takes four times as
 * long for each chart of a chain. Undefined where other constructs than charts depend on something, or charts on such, or on each
 * other in a circle: cdk8s alone knows what it does then.
 */
export function chartOrder(constructs: readonly IConstruct[]): ChartOrder | undefined {
  const charts = constructs.filter(Chart.isChart);
  const needs = new Map<IConstruct, IConstruct[]>(charts.map((chart) => [chart, needsOf(chart)]));
  const needed = new Set([...needs.values()].flat());
  const order = new Set<IConstruct>();
  const open = new Set<IConstruct>();
  function place(construct: IConstruct): boolean {
    if (order.has(construct)) return true;
    if (open.has(construct)) return false;
    open.add(construct);
    const isPlaceable = needs.get(construct)?.every(place) ?? false;
    order.add(construct);
    return isPlaceable;
  }
  const isOther = (construct: IConstruct) => !Chart.isChart(construct) && construct.node.dependencies.length > 0;
  const isKnown =
    !constructs.some(isOther) &&
    !charts.some(isNamedByNumber) &&
    charts.filter((chart) => !needed.has(chart)).every(place) &&
    order.size === charts.length;
  return isKnown ? { charts: [...order].filter(Chart.isChart), areDependent: needed.size > 0 } : undefined;
}

function needsOf({ node }: Chart): IConstruct[] {
  return [...node.dependencies, ...node.children.filter(Chart.isChart)];
}

/** cdk8s keeps constructs by path, and JavaScript puts keys that are numbers first. */
function isNamedByNumber({ node }: Chart): boolean {
  return /^\d+$/.test(node.path);
}
