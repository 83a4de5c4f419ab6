import type { Definition } from '../../shared/agreements/define.ts';
import { archivePageSource } from './archive-page.ts';
import { agreementsSource, kindFolders } from './agreements.ts';
import { rulesSource } from './rules.ts';
import { festivalsSource } from './festivals.ts';
import { dossierSchema } from '../../shared/model/dossier-schema.ts';

/** The generated files by their path from the root. */
export async function generated(): Promise<Record<string, string>> {
  const files: Record<string, string> = {
    'shared/calendar/festivals.generated.ts': festivalsSource(),
    'shared/agreements/index.generated.ts': agreementsSource(),
    'electron/services/archive/page.generated.ts': await archivePageSource(),
  };
  const all: Definition[] = [];
  for (const kind of kindFolders()) {
    const module = (await import(`../../shared/agreements/${kind}/definition.ts`)) as {
      definition: Definition;
    };
    files[`docs/schema/${kind}.json`] = `${JSON.stringify(dossierSchema(module.definition), null, 2)}\n`;
    all.push(module.definition);
  }
  files['docs/rules.md'] = rulesSource(all);
  return files;
}
