import { report } from '../harness/campaign';
import { Applications, figuresLine } from './applications';
import { rollOut } from './rollout';
import type { RunningProgram } from './running-program';

/** Every pod is replaced while a client and a worker work. */
export function everyPodIsReplaced(name: string, running: () => RunningProgram): void {
  test('every pod is replaced under load, without a call that fails', async () => {
    const applications = await Applications.start(running());
    const replaced = await rollOut(running(), applications, running().system.pods);
    const figures = await applications.stop();
    report(`rolling restart, ${name}`, `${replaced} pods replaced; ${figuresLine(figures)}`);
    expect(figures.failures).toEqual([]);
  }, 300_000);
}
