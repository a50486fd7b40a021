import { isMain } from './is-main.ts';
import { leaveWithParent } from './leave-with-parent.ts';
import { reportFailure } from './report-failure.ts';

/**
 * Runs a module as a command if Node was started with it; does nothing for an imported module.
 * @param command its errors are printed and set the exit code
 * @param usageText for wrong use
 */
export async function runCommand(
  moduleUrl: string,
  command: () => Promise<unknown>,
  usageText: () => string,
): Promise<void> {
  if (!isMain(moduleUrl)) return;
  leaveWithParent();
  try {
    await command();
  } catch (error) {
    reportFailure(error, usageText());
  }
}
