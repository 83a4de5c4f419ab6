import { defineConfig } from 'drizzle-kit';

/** Only drafts migrations (`npx drizzle-kit generate --name what_changes`); our own wrapper runs them. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './electron/store/schema.ts',
  out: './migrations',
});
