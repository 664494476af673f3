// axe's word that a page can be used by everybody, in light and dark colours.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * In both themes; in Firefox in the one that it was started with, since Playwright can't change it there.
 *
 * @param where says in the report which page it was.
 */
export async function expectNoViolations(page: Page, where: string): Promise<void> {
  if (page.context().browser()?.browserType().name() === 'firefox') {
    await expectNone(page, where);
    return;
  }
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction(haveColoursSettled);
    await expectNone(page, `${where}, ${colorScheme}`);
  }
}

async function expectNone(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(
    violations.map(
      ({ id, nodes }) => `${where}: ${id} at ${nodes.map((node) => node.html).join(' | ')}`,
    ),
  ).toEqual([]);
}

/** Else they are measured half way to those of the other theme. What is folded away never gets there. */
function haveColoursSettled(): boolean {
  return !document
    .getAnimations()
    .some(
      (one) =>
        one instanceof CSSTransition &&
        one.effect instanceof KeyframeEffect &&
        one.effect.target?.checkVisibility() === true,
    );
}
