// Fails on axe violations, in light and dark colours.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules of those tags that depend on colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * Checks every rule in light colours, and those about colours in dark ones too. In Firefox every rule in the colours
 * that it was started with, since Playwright cannot change them there.
 * @param where names the page in the report.
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
  // One script in the page, without a second page that merges the results of frames: there are none.
  const { violations } = await axe.setLegacyMode().analyze();
  const found = violations.flatMap(({ id, nodes }) => {
    const html = nodes.map((node) => node.html).filter((one) => !isInflected(id, one));
    return html.length === 0 ? [] : [`${where}: ${id} at ${html.join(' | ')}`];
  });
  expect(found).toEqual([]);
}

/**
 * WCAG 2.5.3 asks that the name contain what is visible, as *Mikrofonen är på* contains *Mikrofon*; axe asks for whole
 * words. roomFrame checks these buttons.
 */
const isInflected = (rule: string, html: string) =>
  rule === 'label-content-name-mismatch' && html.includes('class="toggle ');

/**
 * Otherwise colours are measured halfway through the transition to the other theme. Collapsed elements never finish
 * theirs.
 */
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
