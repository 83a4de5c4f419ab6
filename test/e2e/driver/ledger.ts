import type { Locator } from '@playwright/test';
import type { Scene } from './scene.ts';

/** A ledger of the open dossier, by its title. */
export function ledgerOf({ page }: Scene, title: string): Locator {
  return page.getByRole('region', { name: title, exact: true });
}

/** A cell of a ledger's table: row and column from 0. */
export function cell(ledger: Locator, row: number, column: number): Locator {
  return ledger.locator(`[data-row="${row}"] [data-column="${column}"]`);
}

/** Pastes a text where the focus is, as the clipboard of a spreadsheet gives it. */
export async function pasteText({ page }: Scene, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

/** Cells as a spreadsheet puts them on the clipboard. */
export function cells(...rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.join('\t')).join('\n');
}

/** How many rows the ledger says that it has. */
export async function waitForRows(scene: Scene, ledger: Locator, count: number): Promise<void> {
  await ledger.getByText(scene.t.ledger.rows(count), { exact: true }).waitFor();
}
