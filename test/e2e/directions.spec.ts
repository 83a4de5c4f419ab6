import { definition } from '../../shared/agreements/programme-application/definition.ts';
import { check } from '../../shared/engine/check.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import { type Application, applications } from '../fixtures/programme/directions.ts';
import { select } from './driver/dossier.ts';
import { firstStart } from './driver/entry.ts';
import { showScreen, showTab } from './driver/look.ts';
import { button, type Scene, title } from './driver/scene.ts';
import { field, openNewDossier, step } from './driver/wizard.ts';
import { expect, test } from './spec.ts';

const kindTitle = '政府间国际科技创新合作项目';
const day = '2021-04-01';

/** What is done wrong first, how the wizard says it, and how it is mended. */
interface Slip {
  rule: string;
  wrong(scene: Scene): Promise<void>;
  /** The field under which it is said. */
  under: string;
  right(scene: Scene): Promise<void>;
}

const text = (key: string, words: string) => async (scene: Scene) => {
  const input = field(scene, key).getByRole('textbox').first();
  await input.fill(words);
  await input.blur();
};
const yes = (key: string, answer: boolean) => async (scene: Scene) => {
  await field(scene, key)
    .getByRole('radio')
    .nth(answer ? 0 : 1)
    .check({ force: true });
};

const english = String(applications.finland.record.fields['title_en']);
const slips: Readonly<Record<keyof typeof applications, Slip>> = {
  finland: {
    rule: 'C-E02',
    wrong: text('title_en', `${english}x`),
    under: 'foreign_application',
    right: text('title_en', english),
  },
  brics: {
    rule: 'C-1.9-5',
    wrong: text('registration_no', ''),
    under: 'registration_no',
    right: text('registration_no', 'BRICS2021i-101'),
  },
  geoW: {
    rule: 'C-GEO-02',
    wrong: yes('pi_is_contact', false),
    under: 'contact_agreement',
    right: yes('pi_is_contact', true),
  },
  geoM: {
    rule: 'C-GEO-06',
    wrong: yes('geo_pledge', false),
    under: 'geo_pledge',
    right: yes('geo_pledge', true),
  },
};

/** A text with words below it: typed, reached by the arrow, taken by Enter. */
async function suggest(scene: Scene, key: string, whole: string): Promise<void> {
  const input = field(scene, key).getByRole('combobox');
  await input.click();
  await input.fill(whole);
  await scene.page.locator('.ant-select-item-option').filter({ hasText: whole }).first().waitFor();
  await scene.page.keyboard.press('ArrowDown');
  await scene.page.keyboard.press('Enter');
  await expect(input).toHaveValue(whole);
}

/** The direction, its topic and its levels, chosen by hand. */
async function chooseDirection(scene: Scene, { direction, topic, levels = {} }: Application): Promise<void> {
  await select(scene, scene.page.locator('#wz-direction_code'), direction);
  if (topic !== undefined) await select(scene, scene.page.locator('#wz-topic_code'), topic);
  for (const [key, words] of Object.entries(levels)) await suggest(scene, key, words);
}

/** What is the same in every application is pasted; then the draft is opened again where it was left. */
async function pasteRest(scene: Scene, { record }: Application): Promise<void> {
  await scene.page.evaluate(async (json) => {
    const fields = JSON.parse(json) as Record<string, never>;
    const list = await window.juanzong.dossier.list({});
    const draft = list.ok ? list.value.find(({ phase }) => phase === 'draft') : undefined;
    if (draft === undefined) throw new Error('no draft');
    const confirm = Object.keys(fields);
    const saved = await window.juanzong.dossier.saveDraft({ dossier: draft.id, fields, confirm });
    if (!saved.ok) throw new Error(JSON.stringify(saved));
  }, JSON.stringify(record.fields));
  await showScreen(scene, scene.t.frame.dossiers);
  await scene.page.locator('main').getByRole('row').nth(1).click();
  await scene.page.keyboard.press('Enter');
  await scene.page.getByRole('navigation', { name: scene.t.wizard.steps }).waitFor();
}

/** The keys that the wizard asks for, step after step. */
async function askedFor(scene: Scene): Promise<{ keys: Set<string>; at: Map<string, number> }> {
  const steps = scene.page.getByRole('navigation', { name: scene.t.wizard.steps }).getByRole('button');
  const at = new Map<string, number>();
  const count = await steps.count();
  for (let number = 1; number <= count; number += 1) {
    await step(scene, number);
    await expect(steps.nth(number - 1)).toHaveAttribute('aria-current', 'step');
    for (const row of await scene.page.locator('[data-field]').all())
      at.set((await row.getAttribute('data-field')) ?? '', number);
  }
  return { keys: new Set(at.keys()), at };
}

for (const [name, application] of Object.entries(applications) as [keyof typeof applications, Application][])
  test(`${name}: from the wizard to a finished dossier with its direction's own questions and checks`, async ({
    open,
  }) => {
    test.setTimeout(180_000);
    const scene = await open({ today: day });
    const { page, t } = scene;
    const slip = slips[name];
    const look = (picture: string) =>
      page.screenshot({ path: test.info().outputPath(`${picture}.png`), animations: 'disabled' });
    await page.setViewportSize({ width: 1366, height: 768 });
    await firstStart(scene);
    await openNewDossier(scene);
    await page.getByText(kindTitle, { exact: true }).click();
    await button(page, t.wizard.start.blank).click();
    await page.getByRole('navigation', { name: t.wizard.steps }).waitFor();
    await step(scene, 1);
    await field(scene, 'our_side').getByRole('radio').nth(0).check({ force: true });
    await chooseDirection(scene, application);
    await look('1-direction');
    await pasteRest(scene, application);

    const { keys, at } = await askedFor(scene);
    for (const key of application.asked) expect([...keys], key).toContain(key);
    for (const key of application.notAsked) expect([...keys], key).not.toContain(key);

    // What only this direction wants is said where it lacks, with its rule, and not where it is right.
    const wrongAt = [...at].find(
      ([key]) =>
        key ===
        { finland: 'title_en', brics: 'registration_no', geoW: 'pi_is_contact', geoM: 'geo_pledge' }[name],
    );
    await step(scene, wrongAt?.[1] ?? 1);
    await slip.wrong(scene);
    const said = page.locator('.wz-finding').filter({ hasText: slip.rule });
    await step(scene, at.get(slip.under) ?? wrongAt?.[1] ?? 1);
    await expect(
      field(scene, slip.under).locator('.wz-finding').filter({ hasText: slip.rule }).first(),
    ).toBeVisible();
    await look('2-slip');
    await step(scene, wrongAt?.[1] ?? 1);
    await slip.right(scene);
    await step(scene, at.get(slip.under) ?? wrongAt?.[1] ?? 1);
    await expect(said).toHaveCount(0);

    await expect(page.getByText(t.wizard.bar.ready)).toBeVisible();
    const last = page.getByRole('navigation', { name: t.wizard.steps }).getByRole('button');
    await step(scene, await last.count());
    await button(page, t.wizard.bar.finish).click();
    await page.getByRole('navigation', { name: t.wizard.steps }).waitFor({ state: 'detached' });
    await expect(title(scene)).toContainText(String(application.record.fields['title_cn']));

    // A joint direction waits for both sides to agree; the head names the milestone that lacks.
    const joint = name === 'finland' || name === 'brics';
    await expect(page.locator('[data-missing]')).toHaveAttribute(
      'data-missing',
      joint ? 'joint_matched' : 'application_submitted',
    );

    // The finished dossier says what the checks say of exactly this record: nothing of another direction.
    await showTab(scene, t.dossier.tabs.changes);
    const record = { ...application.record, events: [], entries: {} };
    const expected = check(definition, record, { today: day as CivilDate });
    const findings = page.getByRole('tabpanel').locator('.finding');
    await expect(findings).toHaveCount(expected.length);
    for (const { message } of expected) await expect(page.getByRole('tabpanel')).toContainText(message.zh);
    await look('3-finished');
  });
