import { festivalsSource } from './festivals.ts';

/** The generated files by their path from the root. */
export async function generated(): Promise<Record<string, string>> {
  return {
    'shared/calendar/festivals.generated.ts': festivalsSource(),
  };
}
