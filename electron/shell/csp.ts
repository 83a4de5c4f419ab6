/**
 * Sent with every answer of our scheme. antd injects its styles, therefore `'unsafe-inline'` for styles and
 * only there (ADR 0003). Scripts come from files of ours alone, and nothing makes a script, a handler or a
 * worker out of a string without one of the two named policies. `wasm-unsafe-eval` lets pdf.js decode
 * JPEG 2000 and JBIG2 scans with the compiled decoders that we ship; it allows no `eval`.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default pdf-worker',
].join('; ');

/** The headers of every answer, the refusals included. */
export const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;
