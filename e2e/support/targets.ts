import type { Page } from '@playwright/test';

/** The window's dialogs, by the keys that open them. */
export const dialogs = [
  ['F1', 'Keyboard shortcuts'],
  ['Control+k', 'Find a command'],
  ['Control+,', 'Settings'],
  ['Control+e', 'Export'],
] as const;

/**
 * Controls in sight that are smaller than the 24 px that WCAG 2.2 asks for: what they are called and how large they are.
 * @param except a selector of those that are as small as what they stand for, as a clip or a marker is
 */
export const smallTargets = (page: Page, except = 'none'): Promise<string[]> =>
  page.evaluate(
    (left) =>
      [
        ...document.querySelectorAll(
          'button, [role=button], [role=slider], [role=tab], [role=menuitem], [role=spinbutton], input:not([type=checkbox]), textarea, select',
        ),
      ]
        .filter((element) => element.checkVisibility() && !element.closest('[aria-hidden=true]'))
        .filter((element) => !element.matches(left))
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < 23.5)
        .map(
          ({ element, box }) =>
            `${element.getAttribute('aria-label') ?? element.textContent} ${Math.round(box.width)}x${Math.round(box.height)}`,
        ),
    except,
  );
