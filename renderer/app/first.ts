import { z } from 'zod';

// First of all modules: the page's policy forbids eval, which zod's compiled parsers would try, and the
// policy below must exist before antd writes a style element.
z.config({ jitless: true });

interface Policies {
  createPolicy(name: string, rules: { createHTML(text: string): string | null }): unknown;
}

// Threat: markup reaching innerHTML. antd writes CSS through it, so plain text passes and a `<` never does.
const policies = (globalThis as unknown as { trustedTypes?: Policies }).trustedTypes;
policies?.createPolicy('default', { createHTML: (text) => (text.includes('<') ? null : text) });
