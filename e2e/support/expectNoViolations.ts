// axe's word that a page can be used by everybody, in light and dark colours.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules of those tags whose verdict depends on the colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * By every rule in light colours, and by those about colours in dark ones. In Firefox by every rule in the colours that
 * it was started with, since Playwright can't change them there.
 *
 * @param where says in the report which page it was.
 */
export async function expectNoViolations(page: Page, where: string): Promise<void> {
  if (page.context().browser()?.browserType().name() === 'firefox') {
    await expectNone(new AxeBuilder({ page }).withTags(TAGS), where);
    return;
  }
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction(haveColoursSettled);
    const axe = new AxeBuilder({ page });
    if (colorScheme === 'dark') axe.withRules(COLOUR_RULES);
    else axe.withTags(TAGS);
    await expectNone(axe, `${where}, ${colorScheme}`);
  }
}

async function expectNone(axe: AxeBuilder, where: string): Promise<void> {
  // By a single script in the page, and no second page to add up what is in its frames: there are none.
  const { violations } = await axe.setLegacyMode().analyze();
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
